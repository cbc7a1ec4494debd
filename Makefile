# The whole of what must hold before a change lands is .ci/run.

.PHONY: build test race lint sol artifacts check demo

build: ## the program
	go build -o novation ./cmd/novation

test: ## every Go test, those of the SDK's module too
	go test ./...
	cd plugins/sdk && go test ./...

race: ## the same under the race detector; slower
	go test -race -short ./...

lint: ## needs golangci-lint v2.15
	golangci-lint run ./...
	cd plugins/sdk && golangci-lint run -c ../../.golangci.yml ./...

sol: ## Solidity: format, lint, tests, coverage; needs Node.js 20
	cd contracts && npm ci && npm run lint && npm test && npm run coverage

artifacts: ## write everything that is committed and made by a program
	cd contracts && npm ci
	go run ./contracts/build
	go generate ./contracts/binding
	go run ./testnet/crudetrade/build
	go run ./testnet/crudetrade/samples
	go run ./cmd/novation/internal/refdoc

check: ## everything, as before a change lands
	.ci/run

demo: ## the story on three pods
	go run ./cmd/novation demo
