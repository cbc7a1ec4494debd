package agreement_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var record = flag.Bool("record", false, "write testdata/recorded.json.gz anew, with Node and OpenZeppelin's tool")

// recorded holds what the other tool said of the written pairs and of some
// random ones, with the compilers' outputs.
const recorded = "testdata/recorded.json.gz"

// TestRecorded compares with the recorded answers, so that a change of this
// project is seen where neither Node nor the other tool is installed.
func TestRecorded(t *testing.T) {
	if *record {
		writeRecorded(t)
	}
	j := readRecorded(t)
	table := newTable("recorded")
	table.fill(t, j)
	table.report(t)
	if table.cli.total < 600 {
		t.Errorf("only %d pairs are recorded", table.cli.total)
	}
}

// A change of a pair must be recorded.
func TestRecordedPairs(t *testing.T) {
	want, got := map[string][2]string{}, map[string][2]string{}
	for _, p := range readPairs(t) {
		want[p.Name] = [2]string{p.old, p.new}
	}
	for _, r := range readRecorded(t).Runs {
		var in struct {
			Sources map[string]struct{ Content string }
		}
		if err := json.Unmarshal(r.Input, &in); err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Pairs {
			if _, ok := want[p.Name]; ok {
				got[p.Name] = [2]string{in.Sources[cutName(p.Old)].Content, in.Sources[cutName(p.New)].Content}
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pairs have changed; run go test ./registry/compat/agreement -run Recorded -record (-now +recorded):\n%s", diff)
	}
}

func cutName(ref string) string { return ref[:len(ref)-len(":C")] }

func readRecorded(t testing.TB) *judged {
	t.Helper()
	f, err := os.Open(recorded)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return decodeJudged(t, b)
}

func writeRecorded(t testing.TB) {
	t.Helper()
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*suite{
		newSuite(readPairs(t), group), layoutSuite(120, 3), safetySuite(120, 3),
	} {
		for _, r := range ask(t, s).Runs {
			r.Output = lean(t, r.Output)
			line, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			z.Write(append(line, '\n'))
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(recorded, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// lean takes the code and the interfaces out of an output. Whether there is
// code stays.
func lean(t testing.TB, output json.RawMessage) json.RawMessage {
	t.Helper()
	var out struct {
		Sources   json.RawMessage                      `json:"sources"`
		Contracts map[string]map[string]map[string]any `json:"contracts"`
	}
	if err := json.Unmarshal(output, &out); err != nil {
		t.Fatal(err)
	}
	for _, contracts := range out.Contracts {
		for _, c := range contracts {
			delete(c, "abi")
			code := c["evm"].(map[string]any)["bytecode"].(map[string]any)
			if code["object"] != "" && len(code["linkReferences"].(map[string]any)) == 0 {
				code["object"] = "00"
			}
		}
	}
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func layoutSuite(n int, seed uint64) *suite {
	return skipping(newSuite(layoutPairs(generator{rand.New(rand.NewPCG(seed, 7))}, n), 50))
}

func safetySuite(n int, seed uint64) *suite {
	return skipping(newSuite(safetyPairs(generator{rand.New(rand.NewPCG(seed, 11))}, n), 50))
}

// skipping leaves out what does not compile: random sources may not.
func skipping(s *suite) *suite {
	for _, r := range s.Runs {
		r.SkipBad = true
	}
	return s
}
