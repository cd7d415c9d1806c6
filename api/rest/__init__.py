"""The common part of both APIs: languages, formats, problem details, headers, paging and conditional requests."""
