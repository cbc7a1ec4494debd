package cases

import "github.com/goccy/go-yaml/ast"

// form is the form of a case in YAML.
type form struct {
	Name  string     `yaml:"name"`
	Top   stepForm   `yaml:",inline"`
	Steps []stepForm `yaml:"steps"`
}

// stepForm is the form of a step. Absent and empty are told apart by nil.
type stepForm struct {
	Op         string                   `yaml:"op"`
	Actor      *string                  `yaml:"actor"`
	Parties    []string                 `yaml:"parties"`
	Time       ast.Node                 `yaml:"time"`
	Sequence   uint64                   `yaml:"sequence"`
	Seed       *string                  `yaml:"seed"`
	References map[string]referenceForm `yaml:"references"`
	State      ast.Node                 `yaml:"state"`
	Command    ast.Node                 `yaml:"command"`
	Expect     *expectForm              `yaml:"expect"`
}

type referenceForm struct {
	File string `yaml:"file"`
	Text string `yaml:"text"`
}

type expectForm struct {
	Any       bool           `yaml:"any"`
	State     ast.Node       `yaml:"state"`
	Fields    ast.Node       `yaml:"fields"`
	Documents []documentForm `yaml:"documents"`
	Final     bool           `yaml:"final"`
	Reject    ast.Node       `yaml:"reject"`
}

type documentForm struct {
	Kind    string `yaml:"kind"`
	Number  string `yaml:"number"`
	Summary string `yaml:"summary"`
}

type reasonForm struct {
	Code    string `yaml:"code"`
	Field   string `yaml:"field"`
	Message string `yaml:"message"`
}

// over returns s with what it leaves out taken from the step before.
func (s stepForm) over(before stepForm) stepForm {
	if s.Actor == nil {
		s.Actor = before.Actor
	}
	if s.Parties == nil {
		s.Parties = before.Parties
	}
	if s.Time == nil {
		s.Time = before.Time
	}
	if s.Seed == nil {
		s.Seed = before.Seed
	}
	if s.References == nil {
		s.References = before.References
	}
	return s
}
