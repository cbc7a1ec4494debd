package pod

import "github.com/novation-dev/novation/registry/change"

// view returns what the chain has said, as far as the pod has followed it.
func (p *Pod) view() *change.View { return p.ingest.View() }

// moved is closed when the next block was applied.
func (p *Pod) moved() <-chan struct{} { return p.ingest.Moved() }

// changed is called when the view changed and is durable.
func (p *Pod) changed(*change.View) {
	p.upgrader.Wake()
	p.exchange.Wake()
}
