package picture

import (
	_ "embed"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// unsafeName is what a file's name should not have.
var unsafeName = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// slug is a text as part of a file's name or of an id.
func slug(s string) string { return strings.Trim(unsafeName.ReplaceAllString(s, "-"), "-.") }

// view is what the page shows.
type view struct {
	Title   string
	Regions []regionView
	Two     bool
}

type regionView struct {
	Title, Summary, File string
	Picture              template.HTML
	Rows                 []rowView
}

type rowView struct {
	Number                   string // of the field in the picture; "" when it was removed
	Sign, Change             string
	Label, Type, Where, From string
}

// Write draws regions into a folder, which it makes: one SVG file each, and
// index.html, which has all of them and the same as tables. Title is the
// heading, names are as in [Region.SVG].
func Write(dir, title string, regions []Region, names ...string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder for pictures: %w", err)
	}
	v := view{Title: title, Two: len(names) > 1}
	for i := range regions {
		r := &regions[i]
		svg := r.SVG(names...)
		file := fmt.Sprintf("%02d-%s.svg", i+1, slug(r.Title))
		if err := os.WriteFile(filepath.Join(dir, file), svg, fs.FileMode(0o644)); err != nil {
			return fmt.Errorf("writing a picture: %w", err)
		}
		v.Regions = append(v.Regions, regionView{
			Title: r.Title, Summary: r.Summary(), File: file, Rows: r.rows(),
			Picture: template.HTML(svg), //nolint:gosec // every text in it was escaped
		})
	}
	f, err := os.Create(filepath.Join(dir, "index.html"))
	if err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	if err := page.Execute(f, v); err != nil {
		_ = f.Close() // the first error is the one to report
		return fmt.Errorf("writing the page: %w", err)
	}
	return f.Close()
}

// rows are the fields of both versions as a table: the new ones in order, then
// those that were removed.
func (r *Region) rows() []rowView {
	var out []rowView
	for i, f := range r.New {
		v := rowView{Number: strconv.Itoa(i + 1), Sign: sign[f.Change], Change: string(f.Change), Label: f.Label, Type: f.Type, Where: r.Where(f)}
		if f.Other >= 0 && f.Change != Same {
			o := r.Old[f.Other]
			v.From = strings.TrimSpace(fmt.Sprintf("%s %s, %s", o.Label, o.Type, r.Where(o)))
		}
		out = append(out, v)
	}
	for _, f := range r.Old {
		if f.Change == Removed {
			out = append(out, rowView{Sign: sign[Removed], Change: string(Removed), Label: f.Label, Type: f.Type, From: r.Where(f)})
		}
	}
	return out
}
