package rehearse

import "testing"

// What nodes say of a call that touches one slot of one account.
const (
	account    = `"0x00000000000000000000000000000000000000aa"`
	slot       = `"0x0000000000000000000000000000000000000000000000000000000000000001"`
	prestate   = `{` + account + `:{"balance":"0x1","storage":{` + slot + `:"0x2"}}}`
	accessList = `{"accessList":[{"address":` + account + `,"storageKeys":[` + slot + `]}],"gasUsed":"0x1"}`
)

// FuzzAnswers: whatever a node says that calls touch, it is read or refused.
func FuzzAnswers(f *testing.F) {
	for _, s := range []string{
		prestate,
		accessList,
		`{}`, `null`, `[]`, `{"accessList":null}`, `{"accessList":[{}]}`, `{"0x":{}}`, `{"a":1,"a":1}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		for _, read := range []func(touched, []byte) error{addPrestate, addAccessList} {
			into := touched{}
			if err := read(into, answer); err != nil {
				continue
			}
			if into.size() > 1+len(answer) {
				t.Errorf("%d places out of %d bytes", into.size(), len(answer))
			}
		}
	})
}

// TestAnswers: both forms say the same.
func TestAnswers(t *testing.T) {
	for i, read := range []func(touched, []byte) error{addPrestate, addAccessList} {
		into := touched{}
		answer := []string{
			prestate,
			accessList,
		}[i]
		if err := read(into, []byte(answer)); err != nil || into.size() != 2 {
			t.Errorf("%s gives %v, %v", answer, into, err)
		}
	}
}
