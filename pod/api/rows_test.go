package api_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

func TestReadRows(t *testing.T) {
	table := "buyer,recap.terms.price,seller,recap.terms.quantity,recap.note\n" +
		"alpha,81.2500,beta,600000.000,\"first, \"\"best\"\"\"\n" +
		"gamma,,alpha,5,\n"
	got, err := api.ReadRows(strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	one := `{"note":"first, \"best\"","terms":{"price":"81.2500","quantity":"600000.000"}}`
	want := []api.Row{
		{Number: 2, Parties: []string{"alpha", "beta"}, Step: "recap", Command: json.RawMessage(`{"recap":` + one + `}`), Contents: json.RawMessage(one)},
		{
			Number: 3, Parties: []string{"gamma", "alpha"}, Step: "recap", Command: json.RawMessage(`{"recap":{"terms":{"quantity":"5"}}}`),
			Contents: json.RawMessage(`{"terms":{"quantity":"5"}}`),
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if a := string(got[1].Answer("confirm")); a != `{"confirm":{"terms":{"quantity":"5"}}}` {
		t.Errorf("the answer is %s", a)
	}
	if rows, err := api.ReadRows(strings.NewReader("buyer,recap.x\n")); err != nil || len(rows) != 0 {
		t.Errorf("a table without rows: %v, %v", rows, err)
	}
}

func TestReadRowsRefuses(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"empty":                    {"", "header"},
		"no parties":               {"recap.x\n1\n", "line 2"},
		"no command":               {"buyer\nalpha\n", "line 2"},
		"a command without values": {"buyer,recap.x\nalpha,1\nbeta,\n", "line 3"},
		"two commands":             {"buyer,recap.x,confirm.x\nalpha,1,2\n", "exactly one command"},
		"too few cells":            {"buyer,recap.x\nalpha\n", "line 2"},
		"too many cells":           {"buyer,recap.x\nalpha,1,2\n", "line 2"},
		"quote that never ends":    {"buyer,recap.x\nalpha,\"1\n", "line 2"},
		"column twice":             {"buyer,recap.x,recap.x\nalpha,1,2\n", `"recap.x" says again`},
		"field of a value":         {"buyer,recap.x,recap.x.y\nalpha,1,2\n", `"recap.x.y" says again`},
		"value of a message":       {"buyer,recap.x.y,recap.x\nalpha,1,2\n", `"recap.x" says again`},
		"empty path":               {"buyer,.\nalpha,1\n", "is empty"},
		"path with a gap":          {"buyer,recap..x\nalpha,1\n", "is empty"},
		"path with an open end":    {"buyer,recap.\nalpha,1\n", "is empty"},
	} {
		if rows, err := api.ReadRows(strings.NewReader(c.table)); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: ReadRows = %v, %v; want ErrInvalid with %q", name, rows, err, c.want)
		}
	}
}

// The table of the example line can be read, whole.
func TestReadRowsOfTheExample(t *testing.T) {
	rows, err := api.ReadRows(strings.NewReader(string(crudetrade.TradesCSV())))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 200 || rows[0].Step != "recap" || len(rows[0].Parties) != 2 {
		t.Errorf("%d rows, the first: %+v", len(rows), rows[0])
	}
}

func FuzzReadRows(f *testing.F) {
	f.Add("buyer,recap.terms.price\nalpha,1\n")
	f.Add("a,b.c,b.c.d\n1,2,3\n")
	f.Fuzz(func(t *testing.T, table string) {
		rows, err := api.ReadRows(strings.NewReader(table))
		if err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("ReadRows = %v, want ErrInvalid", err)
		}
		for _, r := range rows {
			if !json.Valid(r.Command) || !json.Valid(r.Contents) || len(r.Parties) == 0 {
				t.Errorf("row %+v", r)
			}
		}
	})
}
