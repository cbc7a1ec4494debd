module github.com/novation-dev/novation/plugins/sdk

go 1.26.0
