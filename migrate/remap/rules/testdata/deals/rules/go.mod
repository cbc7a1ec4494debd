module deals

go 1.26.0

require github.com/novation-dev/novation/plugins/sdk v0.0.0

replace github.com/novation-dev/novation/plugins/sdk => ../../../../../../plugins/sdk
