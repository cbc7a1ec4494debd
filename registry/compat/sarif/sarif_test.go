package sarif_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	format "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/registry/compat"
	"github.com/novation-dev/novation/registry/compat/sarif"
)

var findings = []compat.Finding{
	{
		Code: "NOV-0301", Level: compat.Major, Where: "function transfer(address,uint256)", Label: "transfer", What: "it is gone",
		Place: ast.Place{Source: "src/Token.sol", Line: 14, Column: 5},
	},
	{Code: "NOV-0301", Level: compat.Major, Where: "function approve(address,uint256)", What: "it is gone", Place: ast.Place{Source: "src/Token.sol"}},
	{Code: "NOV-0311", Level: compat.Minor, Where: "function burn(uint256)", What: "it was added"},
	{Code: "NOV-0401", Level: compat.Patch, Where: "rules", What: "a became b"},
}

func TestEncode(t *testing.T) {
	b, err := sarif.Encode("1.2.3", findings)
	if err != nil {
		t.Fatal(err)
	}
	valid(t, b)
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID, Level string
				Locations     []struct {
					PhysicalLocation *struct {
						ArtifactLocation struct{ URI string }
						Region           *struct{ StartLine, StartColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(b, &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Tool.Driver.Rules) != 3 {
		t.Errorf("%d rules, want each once", len(run.Tool.Driver.Rules))
	}
	var levels []string
	for _, r := range run.Results {
		levels = append(levels, r.RuleID+" "+r.Level)
	}
	if diff := cmp.Diff([]string{"NOV-0301 error", "NOV-0301 error", "NOV-0311 warning", "NOV-0401 note"}, levels); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	at := run.Results[0].Locations[0].PhysicalLocation
	if at.ArtifactLocation.URI != "src/Token.sol" || at.Region.StartLine != 14 || at.Region.StartColumn != 5 {
		t.Errorf("the first finding is at %+v", at)
	}
	if run.Results[1].Locations[0].PhysicalLocation.Region != nil || run.Results[2].Locations[0].PhysicalLocation != nil {
		t.Error("a place that is not known was made up")
	}
}

func TestEncodeNothing(t *testing.T) {
	b, err := sarif.Encode("dev", nil)
	if err != nil {
		t.Fatal(err)
	}
	valid(t, b)
	if !strings.Contains(string(b), `"results": []`) {
		t.Errorf("no empty list of results in\n%s", b)
	}
}

// valid holds a log against the schema of the format.
func valid(t *testing.T, b []byte) {
	t.Helper()
	log, err := format.FromBytes(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Fatalf("it is not SARIF: %v\n%s", err, b)
	}
	spoilt, err := format.FromBytes([]byte(strings.Replace(string(b), `"version": "2.1.0"`, `"version": "3"`, 1)))
	if err == nil && spoilt.Validate() == nil {
		t.Error("the schema takes anything")
	}
}
