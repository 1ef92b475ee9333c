"""The whole product without Qt: model, standards, report file, scoring, checks, documents, exporters."""
