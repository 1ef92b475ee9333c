"""The Excel writer: a document's cover and tables as a workbook."""
