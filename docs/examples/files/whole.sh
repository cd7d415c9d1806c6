# Every file of the newest release, checked against its checksums.
SITE=${SITE:-https://samenkaart.example}
version=$(curl -fsSL "$SITE/data/nieuwste/datapackage.json" | sed -n 's/^ "version": "\(.*\)",$/\1/p')
folder=$(mktemp -d) && cd "$folder"
for name in SHA256SUMS initiatives.csv initiatives.parquet statements.csv; do
    curl -fsS -O "$SITE/data/$version/$name"
done
sha256sum --check --ignore-missing SHA256SUMS
# Only the first hundred bytes:
curl -fsS -r 0-99 -o /dev/null -w "%{http_code}\n" "$SITE/data/$version/initiatives.csv"
