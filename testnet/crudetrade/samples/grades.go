package main

// A grade says how a crude is usually sold. Differentials, freights and sizes
// are plausible orders of magnitude, not assessments.
type grade struct {
	name      string
	ports     []string // of loading
	sizes     []int    // bbl
	benchmark int      // index into benchmarks()
	// diff is the usual differential to the benchmark and spread how far it
	// moves either way, in cents per barrel.
	diff, spread int
	laycan       int      // days of the loading window
	destinations []string // ports of discharge
	weight       int      // how often it is traded
}

var (
	europe = []string{"Rotterdam", "Wilhelmshaven", "Gdansk", "Le Havre", "Milford Haven", "Trieste", "Augusta"}
	asia   = []string{"Ningbo", "Qingdao", "Yeosu", "Daesan", "Chiba", "Sikka", "Mailiao"}
	both   = append(append([]string(nil), europe...), asia...)
)

const (
	gulfSour = iota
	northSea
	midland
)

var grades = []grade{
	{"Brent Blend", []string{"Sullom Voe"}, []int{600_000, 700_000}, northSea, -20, 60, 3, europe, 4},
	{"Forties", []string{"Hound Point"}, []int{600_000, 600_000, 700_000}, northSea, -45, 70, 3, both, 10},
	{"Oseberg", []string{"Sture"}, []int{600_000, 700_000}, northSea, 110, 80, 3, europe, 6},
	{"Ekofisk", []string{"Teesside"}, []int{600_000, 700_000}, northSea, 60, 70, 3, europe, 7},
	{"Troll", []string{"Mongstad"}, []int{600_000}, northSea, 150, 80, 3, europe, 4},
	{"Johan Sverdrup", []string{"Mongstad"}, []int{600_000, 1_000_000, 2_000_000}, northSea, -90, 90, 3, both, 8},
	{"WTI Midland", []string{"Corpus Christi", "Corpus Christi", "Houston"}, []int{700_000, 700_000, 1_000_000, 2_000_000}, midland, 30, 60, 3, both, 12},
	{"Mars", []string{"LOOP"}, []int{500_000, 1_000_000}, midland, -260, 90, 3, asia, 3},
	{"Bonny Light", []string{"Bonny"}, []int{950_000}, northSea, 120, 110, 2, both, 7},
	{"Qua Iboe", []string{"Qua Iboe"}, []int{950_000}, northSea, 135, 110, 2, both, 5},
	{"Forcados", []string{"Forcados"}, []int{950_000}, northSea, 145, 110, 2, europe, 4},
	{"Girassol", []string{"Girassol FPSO"}, []int{950_000, 1_000_000}, northSea, 70, 100, 2, asia, 4},
	{"Saharan Blend", []string{"Arzew", "Bejaia"}, []int{600_000, 650_000}, northSea, 85, 80, 3, europe, 4},
	{"Azeri Light", []string{"Ceyhan", "Ceyhan", "Supsa"}, []int{600_000, 650_000, 1_000_000}, northSea, 210, 100, 3, both, 6},
	{"Murban", []string{"Fujairah", "Jebel Dhanna"}, []int{500_000, 1_000_000}, gulfSour, 190, 70, 3, asia, 7},
	{"Oman", []string{"Mina al Fahal"}, []int{500_000, 1_000_000}, gulfSour, 40, 50, 3, asia, 5},
	{"Tupi", []string{"Angra dos Reis"}, []int{500_000, 1_000_000}, northSea, 95, 110, 5, both, 5},
	{"Liza", []string{"Liza FPSO"}, []int{1_000_000}, northSea, 130, 100, 3, europe, 3},
}

var brokers = []string{"", "", "", "Northgate Oil Brokers", "Harbour Crude Partners", "Meridian Energy Broking"}
