# The first hundred initiatives on care in Utrecht, as JSON; then what each source says of one of them.
SITE=${SITE:-https://samenkaart.example}
curl --silent --fail --get "$SITE/api/v1/initiatives" --data-urlencode "thema=zorg" --data-urlencode "gemeente=Utrecht"
curl --silent --fail --get "$SITE/api/v1/initiative-counts" --data-urlencode "per=status"
curl --silent --fail "$SITE/api/v1/statements?field=status&limit=5"
# Only when something changed: send the ETag of the last answer back.
TAG=$(curl --silent --head "$SITE/api/v1/goals" | tr -d '\r' | sed -n 's/^etag: //Ip')
curl --silent --output /dev/null --write-out '%{http_code}\n' --header "If-None-Match: $TAG" "$SITE/api/v1/goals"
