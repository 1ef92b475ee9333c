"""Standards (指标体系): loading, listing and linting the TOML files."""
