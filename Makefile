# 说明见 README.md。每个目标都自行准备好它所需要的环境。

VENV   := .venv
PYTHON := $(VENV)/bin/python
STAMP  := $(VENV)/.ziping-stamp
UV     := uv==0.13.9

.DEFAULT_GOAL := help
.PHONY: help venv run test check bench screenshots lock clean offscreen-libraries screen-libraries

help:
	@echo "make run          打开示例报告（没有图形界面时改为在 out/ 生成导出文件和窗口截图）"
	@echo "make test         运行全部测试"
	@echo "make check        静态检查：ruff、mypy、import-linter，并在没有 Qt 的条件下测试 core"
	@echo "make bench        测速，结果写入 out/bench.json"
	@echo "make screenshots  各页面截图，写入 out/screenshots/"
	@echo "make lock         依赖有变动时，重新生成 requirements/*.txt"
	@echo "make clean        删除 .venv、缓存与 out/"

venv: $(STAMP)

# pip runs from inside the environment; the project itself is installed without dependencies, because pip cannot
# check the hash of a folder. An environment whose interpreter has gone is made again from nothing.
$(STAMP): pyproject.toml requirements/product.txt requirements/tools.txt
	@$(PYTHON) -c "" 2>/dev/null || rm -rf $(VENV)
	@python=$$(sh installer/find_python.sh) && "$$python" -m venv $(VENV)
	$(PYTHON) -m pip install --disable-pip-version-check --quiet --require-hashes \
		-r requirements/product.txt -r requirements/tools.txt
	@# setuptools explains at length what an editable installation is.
	PYTHONWARNINGS=ignore $(PYTHON) -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

offscreen-libraries:
	@sh installer/system_libraries.sh offscreen

screen-libraries:
	@sh installer/system_libraries.sh $(if $(DISPLAY)$(WAYLAND_DISPLAY),screen,offscreen)

run: screen-libraries venv
	$(PYTHON) -m gui --sample --out out

test: offscreen-libraries venv
	$(PYTHON) -m pytest

check: offscreen-libraries venv
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32 core gui
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest -p no:pytest-qt -p tests.without_qt tests/core

bench: offscreen-libraries venv
	$(PYTHON) -m tests.bench

screenshots: offscreen-libraries venv
	$(PYTHON) -m tests.screenshots

# The index that uv asks is the machine's own setting; it never reaches the lock.
LOCK := build/lock/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

lock:
	@python=$$(sh installer/find_python.sh) && "$$python" -m venv build/lock
	build/lock/bin/pip install --disable-pip-version-check --quiet $(UV)
	$(LOCK) pyproject.toml --output-file requirements/product.txt
	$(LOCK) requirements/tools.in --constraint requirements/product.txt --output-file requirements/tools.txt

clean:
	rm -rf $(VENV) build out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
