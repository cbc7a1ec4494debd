package rehearse

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/go-json-experiment/json"
)

// rawJSON is an answer as the node wrote it.
type rawJSON []byte

// UnmarshalJSON keeps the bytes.
func (r *rawJSON) UnmarshalJSON(b []byte) error {
	*r = append((*r)[:0], b...)
	return nil
}

// addPrestate reads what the prestate tracer says.
func addPrestate(t touched, answer []byte) error {
	var accounts map[common.Address]struct {
		Storage map[common.Hash]any `json:"storage"`
	}
	if err := json.Unmarshal(answer, &accounts); err != nil {
		return err
	}
	for a, account := range accounts {
		t.add(a)
		for slot := range account.Storage {
			t.add(a, slot)
		}
	}
	return nil
}

// addAccessList reads an access list.
func addAccessList(t touched, answer []byte) error {
	var out struct {
		AccessList []struct {
			Address     common.Address `json:"address"`
			StorageKeys []common.Hash  `json:"storageKeys"`
		} `json:"accessList"`
	}
	if err := json.Unmarshal(answer, &out); err != nil {
		return err
	}
	for _, a := range out.AccessList {
		t.add(a.Address, a.StorageKeys...)
	}
	return nil
}
