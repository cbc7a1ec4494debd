package rehearse

import (
	_ "embed"
	"html/template"
	"io"
)

//go:embed report.html
var page string

// HTML writes the report as one file without scripts. picture is an SVG of from
// and to, made by this program (see migrate/contract/picture), or "".
func (r *Report) HTML(w io.Writer, picture string) error {
	t, err := template.New("report").Funcs(template.FuncMap{"exact": exact}).Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, map[string]any{
		"R": r, "Verdict": r.verdict(), "Way": r.way(), "Ready": r.Ready(),
		"Picture": template.HTML(picture), //nolint:gosec // an SVG that this program made, with its texts escaped
	})
}
