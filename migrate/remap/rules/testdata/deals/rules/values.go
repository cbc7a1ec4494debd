package main

import (
	"bytes"
	"strings"

	"deals/element"

	"github.com/novation-dev/novation/plugins/sdk"
)

// more is what 18 decimals have more than 6.
const more = "000000000000"

func grow(from, to *element.Value) error {
	if to.Text = from.Text; from.Text != "0" {
		to.Text += more
	}
	if len(to.Text) > digits(to.Type) {
		return sdk.Reject("too-large", from.Name, from.Text+" is too large for 18 decimals in "+to.Type)
	}
	return nil
}

// digits is how many digits always fit.
func digits(typ string) int {
	if typ == "uint128" {
		return 38
	}
	return 77
}

// shrink refuses what 6 decimals cannot say.
func shrink(from, to *element.Value) error {
	whole, exact := strings.CutSuffix(from.Text, more)
	switch {
	case from.Text == "0":
		whole = "0"
	case !exact || whole == "":
		return sdk.Reject("remainder", from.Name, "6 decimals cannot say "+from.Text+": less than a millionth would be lost")
	}
	to.Text = whole
	return nil
}

var comma = []byte(", ")

// join writes "Rotterdam, NL". Nothing stays nothing.
func join(port, country, place *element.Value) error {
	if bytes.Contains(country.Data, comma) {
		return sdk.Reject("comma", country.Name, "a country with a comma could not be told from the port")
	}
	if len(port.Data)+len(country.Data) > 0 {
		place.Data = append(append(append(place.Data, port.Data...), comma...), country.Data...)
	}
	return nil
}

func split(place, port, country *element.Value) error {
	i := bytes.LastIndex(place.Data, comma)
	switch {
	case len(place.Data) == 0:
		return nil
	case i < 0 || len(place.Data) == len(comma):
		return sdk.Reject("no-country", place.Name, "the place does not say port and country")
	}
	port.Data, country.Data = place.Data[:i], place.Data[i+len(comma):]
	return nil
}

// label copies what a mark has, and names it after its keys.
func label(e *element.Element) error {
	n := len(e.Sources)
	for i, from := range e.Sources {
		e.Targets[i].Text, e.Targets[i].Data = from.Text, from.Data
	}
	e.Targets[n].Data = labelOf(e)
	return nil
}

// unlabel refuses a label that label does not give.
func unlabel(e *element.Element) error {
	n := len(e.Sources)
	if l := e.Targets[n]; !bytes.Equal(l.Data, labelOf(e)) {
		return sdk.Reject("label", l.Name, "the label was changed")
	}
	for i := range e.Sources {
		e.Sources[i].Text, e.Sources[i].Data = e.Targets[i].Text, e.Targets[i].Data
	}
	return nil
}

func labelOf(e *element.Element) []byte {
	return []byte(string(e.Keys[0].Data) + "#" + e.Keys[1].Text)
}
