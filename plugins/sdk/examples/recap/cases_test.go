package recap_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap/recapv1"
	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// casesFile holds requests and the replies of these rules. The rules of every
// language are held to it.
const casesFile = "../../../testdata/recap/cases.json"

var update = flag.Bool("update", false, "write "+casesFile)

// A sample is one call: hexadecimal Request and Reply.
type sample struct {
	Name    string `json:"name"`
	Op      string `json:"op"`
	Request string `json:"request"`
	Reply   string `json:"reply"`
}

func TestCases(t *testing.T) {
	var b bytes.Buffer
	all := samples(t)
	for i, s := range all {
		line, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(map[bool]string{true: "{\"cases\": [\n", false: ",\n"}[i == 0])
		b.Write(line)
	}
	b.WriteString("\n]}\n")
	if *update {
		if err := os.WriteFile(casesFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, b.Bytes()) {
		t.Error("the rules no longer reply what the file says; if that is meant, run this test with -update")
	}
	accepted := 0
	for _, s := range all {
		var r sdk.Reply
		if b, err := hex.DecodeString(s.Reply); err != nil || wire.Decode(b, &r) != nil {
			t.Fatalf("%s: the reply cannot be read", s.Name)
		}
		if len(r.Reasons) == 0 {
			accepted++
		}
	}
	if accepted < len(all)/3 || accepted > len(all)*2/3 {
		t.Errorf("%d of %d are accepted: want some of both", accepted, len(all))
	}
}

// A player sends commands and keeps what happened.
type player struct {
	t        testing.TB
	state    []byte
	sequence uint64
	all      []sample
}

func (p *player) ask(name, op string, f sdk.Operation, q sdk.Request) sdk.Reply {
	request, err := wire.Append(nil, &q)
	if err != nil {
		p.t.Fatal(err)
	}
	reply := sdk.Run(f, request)
	p.all = append(p.all, sample{name, op, hex.EncodeToString(request), hex.EncodeToString(reply)})
	var r sdk.Reply
	if err := wire.Decode(reply, &r); err != nil {
		p.t.Fatal(err)
	}
	return r
}

// send applies a command, keeps the new state, and checks it.
func (p *player) send(name, actor string, c *recapv1.Command) {
	command, err := wire.Append(nil, c)
	if err != nil {
		p.t.Fatal(err)
	}
	r := p.ask(name, "nv_apply", recap.Rules.Apply, sdk.Request{
		State: p.state, Command: command, Time: now, Actor: actor, Parties: []string{"alpha", "beta"},
		Sequence: p.sequence + 1, Seed: bytes.Repeat([]byte{7}, 32),
	})
	if len(r.Reasons) == 0 {
		p.state, p.sequence = r.State, p.sequence+1
		p.check(name)
	}
}

func (p *player) check(name string) {
	p.ask(name+", check", "nv_check", recap.Rules.Check, sdk.Request{State: p.state, Time: now, Actor: "alpha", Parties: []string{"alpha", "beta"}, Sequence: p.sequence})
}

func samples(t *testing.T) []sample {
	p := &player{t: t}
	p.send("amend nothing", "alpha", &recapv1.Command{Amend: &recapv1.Amend{}})
	p.send("empty command", "alpha", &recapv1.Command{})
	p.send("propose", "alpha", &recapv1.Command{Propose: offer()})
	p.send("propose again", "alpha", &recapv1.Command{Propose: offer()})
	p.send("stranger", "gamma", &recapv1.Command{Amend: &recapv1.Amend{}})
	p.send("amend", "beta", &recapv1.Command{Amend: &recapv1.Amend{
		Quantity: decimal.Must("599999.999"), LaycanTo: now + 999_999, Remove: []string{"law"},
		Add: []recapv1.Clause{{Id: "recht", Title: "Gerichtsstand – Zürich", Text: "Es gilt schweizerisches Recht. 石油 🛢"}},
	}})
	p.send("remove what is not there", "beta", &recapv1.Command{Amend: &recapv1.Amend{Remove: []string{"law"}}})
	p.send("old revision", "alpha", &recapv1.Command{Confirm: &recapv1.Confirm{Revision: 1}})
	p.send("confirm", "alpha", &recapv1.Command{Confirm: &recapv1.Confirm{Revision: 2}})
	p.send("confirm twice", "alpha", &recapv1.Command{Confirm: &recapv1.Confirm{Revision: 2}})
	all := append(p.all, broken(t)...)
	all = append(all, benchmarked(t)...)
	random := rand.New(rand.NewPCG(3, 5))
	for i := range 25 {
		all = append(all, played(t, random, fmt.Sprintf("random %d", i))...)
	}
	return all
}

// broken checks states that break an invariant.
func broken(t *testing.T) []sample {
	p := &player{t: t, sequence: 1}
	for i, r := range []recapv1.Recap{
		{Quantity: decimal.Must("2.000"), Price: decimal.Must("3.0000"), Value: decimal.Must("6.01")},
		{Quantity: decimal.Must("99999999999999999999999999999999999.999"), Price: decimal.Must("3.0000"), Value: decimal.Must("6.00")},
		{Value: decimal.Must("0.00"), Status: recapv1.StatusAgreed},
		{Value: decimal.Must("0.00"), Confirmed: []string{"alpha", "beta"}, Clauses: []recapv1.Clause{{Id: "a"}, {Id: "b"}, {Id: "a"}, {Id: "a"}}},
	} {
		state, err := wire.Append(nil, &r)
		if err != nil {
			t.Fatal(err)
		}
		p.state = state
		p.check(fmt.Sprintf("broken %d", i))
	}
	return p.all
}

// benchmarked ends with the call that the benchmarks measure: a request of one
// kilobyte that amends.
func benchmarked(t testing.TB) []sample {
	o := offer()
	for _, id := range []string{"title", "inspection", "payment"} {
		o.Clauses = append(o.Clauses, recapv1.Clause{Id: id, Title: strings.ToUpper(id[:1]) + id[1:], Text: strings.Repeat("Both sides agree on this. ", 7)})
	}
	p := &player{t: t}
	p.send("benchmark, first", "alpha", &recapv1.Command{Propose: o})
	p.send("benchmark", "beta", &recapv1.Command{Amend: &recapv1.Amend{
		Quantity: decimal.Must("598734.512"), Price: decimal.Must("79.9125"), LaycanFrom: now + 90_000, Remove: []string{"law"},
		Add: []recapv1.Clause{{Id: "demurrage", Title: "Demurrage", Text: strings.Repeat("Time counts from the notice. ", 5)}},
	}})
	if n := len(p.all[2].Request) / 2; n < 1000 || n > 1050 {
		t.Fatalf("the request has %d bytes", n)
	}
	return p.all
}

// played is a record that random commands are sent to.
func played(t *testing.T, random *rand.Rand, name string) []sample {
	p := &player{t: t}
	number := func(scale int) decimal.Decimal {
		if random.IntN(3) == 0 {
			return decimal.Decimal{}
		}
		return decimal.New(random.Int64N(1<<uint(1+random.IntN(62)))-2, scale)
	}
	clauses := func() (all []recapv1.Clause) {
		for range random.IntN(4) {
			all = append(all, recapv1.Clause{Id: string(rune('a' + random.IntN(12))), Title: strings.Repeat("ü", random.IntN(3)), Text: "t" + strings.Repeat("x", random.IntN(300))})
		}
		return all
	}
	o := offer()
	o.Quantity, o.Clauses = decimal.New(1+random.Int64N(1e12), 3), append(o.Clauses, clauses()...)
	p.send(name+", propose", "alpha", &recapv1.Command{Propose: o})
	for i := range 5 {
		actor := []string{"alpha", "beta"}[random.IntN(2)]
		c := &recapv1.Command{Amend: &recapv1.Amend{Quantity: number(3), Price: number(4), Add: clauses(), LaycanTo: now + random.Int64N(200_000)}}
		if random.IntN(4) == 0 {
			c = &recapv1.Command{Confirm: &recapv1.Confirm{Revision: uint32(random.IntN(3))}}
		} else if random.IntN(2) == 0 {
			c.Amend.Remove = []string{string(rune('a' + random.IntN(12)))}
		}
		p.send(fmt.Sprintf("%s, %d", name, i), actor, c)
	}
	return p.all
}
