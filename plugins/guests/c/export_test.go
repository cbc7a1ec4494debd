package c

import "github.com/novation-dev/novation/plugins/schema"

// Envelopes generates the part of the SDK that is generated: the codec of the
// envelopes.
func Envelopes(s *schema.Schema) (map[string][]byte, error) {
	return generate(s, []string{"envelope.proto"}, options{include: "nv_wire.h", prefix: "nv", base: "nv_envelope"})
}
