# Values of all indicators as a data frame; packages jsonlite and sf.
library(jsonlite)
site <- Sys.getenv("SITE", "https://samenkaart.example")
values <- fromJSON(paste0(site, "/api/v1/values?limit=1000"))$items
indicators <- fromJSON(paste0(site, "/api/v1/indicators?limit=1000"))$items
both <- merge(values, indicators[c("indicatorId", "nameEn", "unit")], by = "indicatorId")
head(both[c("nameEn", "regionCode", "year", "value", "unit")])
provinces <- sf::st_read(paste0(site, "/api/features/v1/collections/provinces/items?f=json"), quiet = TRUE)
plot(provinces["population"])
