# The commands; each is a task of `cargo xtask`, which lists them all.
.PHONY: run build test bench lint

run: ## build (development profile) and serve
	cargo xtask run

build: ## leave the release binary at target/release/wheelhouse
	cargo xtask build

test: ## run every test; SKIP=browser,cluster,machines leaves those out
	cargo xtask test

lint: ## formatting, lints, dependency rules, house rules
	cargo xtask fmt clippy deny machete licences-check tidy

bench: ## measure beside what people use today
	cargo xtask bench
