# One line per verb; `make help` prints them from the comments after ##.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help build demo test e2e soak bench cluster crds chart images fmt fmt-check clean

help: ## list the verbs
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

build: ## publish artifacts/bin/aoede-agent, aoede-operator and aoectl
	@build/publish.sh

demo: ## export an image over a private link, discover it, write, verify, freeze while writes go on, read the frozen view, thaw; needs root
	@build/demo.sh

test: ## run every test this machine can run; says what it skipped and why
	@build/test.sh

e2e: ## the real Linux aoe driver in a virtual machine against the target, at MTU 1500 and 9000, over good and bad cables, with a slow disk; a host without io_uring; a Kubernetes cluster of two nodes with AoEde installed by helm
	@tests/e2e/run.sh

soak: ## two million hostile frames, five hundred kills, four thousand histories, half an hour at full load, then the scenarios with loss for MINUTES (60)
	@build/soak.sh

bench: ## compare with vblade and with the limit of the wire: half an hour; BENCH=--quick for two; writes artifacts/bench and docs/explanation/performance.md
	@bench/run.sh $(BENCH)

cluster: ## the cluster of the tests, with AoEde installed, to try things by hand until Ctrl-C; needs root
	@tests/cluster/run.sh

crds: ## write config/crds and docs/reference/api.md from src/AoEde.Api, and the chart's copies
	@dotnet run --project tools/AoEde.CrdGen -v q -- .
	@python3 build/chart.py

chart: ## bring charts/aoede and config/manifests up to date with the CRDs, the roles and values.yaml
	@python3 build/chart.py

images: ## build both container images as archives in artifacts/images, with SBOMs, from Debian packages; needs no registry and no Docker
	@build/images.sh

fmt: ## format the sources
	@dotnet format AoEde.sln

fmt-check: ## check the format of the sources
	@dotnet format AoEde.sln --verify-no-changes

clean: ## remove everything that was built
	@rm -rf artifacts
