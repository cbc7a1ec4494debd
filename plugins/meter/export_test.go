package meter

// InstrumentWithout leaves parts out, so that a benchmark can tell what each
// costs.
func InstrumentWithout(module []byte, gas, depth, nan bool) (Metered, error) {
	var p part
	for bit, out := range map[part]bool{gasPart: gas, depthPart: depth, nanPart: nan} {
		if out {
			p |= bit
		}
	}
	return instrument(module, p)
}
