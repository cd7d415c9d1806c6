-- DuckDB reads only the columns that it needs, over HTTP.
INSTALL httpfs;
LOAD httpfs;
SELECT source_year, count(DISTINCT initiative_id) AS initiatives
FROM read_parquet('https://samenkaart.example/data/nieuwste/statements.parquet')
WHERE field = 'status' AND value = 'gestopt' AND is_shown
GROUP BY source_year
ORDER BY source_year DESC;
