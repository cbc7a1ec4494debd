package probe

import "reflect"

// array returns the bytes of a [N]byte, which is how bytesN is decoded.
func array(v any) ([]byte, bool) {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Array || r.Type().Elem().Kind() != reflect.Uint8 {
		return nil, false
	}
	out := make([]byte, r.Len())
	reflect.Copy(reflect.ValueOf(out), r)
	return out, true
}
