"""The cells of a row made into clean values: text, numbers, words from the lists, nothing about persons."""
