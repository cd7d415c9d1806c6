# A table for Datawrapper, Flourish or a spreadsheet: initiatives on care per place, in English notation; the last row is the total.
SITE=${SITE:-https://samenkaart.example}
curl --silent --fail "$SITE/bestand/kaart/kaart.csv?taal=en&thema=zorg"
