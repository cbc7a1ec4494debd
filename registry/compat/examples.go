package compat

// examples are by code. Those of contracts are whole sources but for the lines
// with licence and version, and their contract is C; the tests compile them.
var examples = map[string]Example{
	"NOV-0101": {
		Before: "message Trade { string buyer = 1; string note = 2; }",
		Fires:  "message Trade { string buyer = 1; reserved 2; }",
		Quiet:  "message Trade { string buyer = 1; string note = 2; string seller = 3; }",
	},
	"NOV-0102": {
		Before: "message Trade { string buyer = 1; string note = 2; }",
		Fires:  "message Trade { string buyer = 1; string note = 3; }",
		Quiet:  "message Trade { string note = 2; string buyer = 1; } // another order of lines",
	},
	"NOV-0103": {
		Before: "message Trade { string buyer = 1; }", Fires: "message Trade { string purchaser = 1; }",
		Quiet: "message Deal { string buyer = 1; } // the message is called otherwise",
	},
	"NOV-0104": {
		Before: "message Trade { string lots = 1; }", Fires: "message Trade { int64 lots = 1; }",
		Quiet: "message Trade { string lots = 1; int64 lot_count = 2; }",
	},
	"NOV-0105": {
		Before: "message Trade { string lot = 1; }", Fires: "message Trade { repeated string lot = 1; }",
		Quiet: "message Trade { string lot = 1; repeated string lots = 2; }",
	},
	"NOV-0106": {
		Before: "message Trade { Price price = 1; }", Fires: "message Trade { oneof pricing { Price price = 1; Formula formula = 2; } }",
		Quiet: "message Trade { Price price = 1; Formula formula = 2; }",
	},
	"NOV-0107": {
		Before: "string amount = 1 [(novation.decimal) = {scale: 2, unit: \"USD\"}];",
		Fires:  "string amount = 1 [(novation.decimal) = {scale: 3, unit: \"USD\"}];",
		Quiet:  "string amount = 1 [(novation.decimal) = {unit: \"USD\", scale: 2}];",
	},
	"NOV-0108": {
		Before: "enum Status { DRAFT = 0; CONFIRMED = 1; }", Fires: "enum Status { DRAFT = 0; AGREED = 1; }",
		Quiet: "enum Status { DRAFT = 0; CONFIRMED = 1; CLOSED = 2; }",
	},
	"NOV-0109": {
		Before: "message Trade { string buyer = 1; }", Fires: "message Trade { string buyer = 1; string seller = 2; }",
		Quiet: "message Trade { string buyer = 1; } // and a field more in a command",
	},
	"NOV-0120": {
		Before: "stateSchema: 1 // message Trade { string buyer = 1; }",
		Fires:  "stateSchema: 1 // message Trade { string buyer = 1; string seller = 2; }",
		Quiet:  "stateSchema: 2 // the same, with a conversion from 1",
	},
	"NOV-0121": {
		Before: "stateSchema: 1", Fires: "stateSchema: 2", Quiet: "stateSchema: 2\nconversion: {from: 1}",
	},
	"NOV-0122": {Before: "stateSchema: 2", Fires: "stateSchema: 1", Quiet: "stateSchema: 3\nconversion: {from: 2}"},
	"NOV-0123": {
		Before: "stateSchema: 1", Fires: "stateSchema: 3\nconversion: {from: 2}", Quiet: "stateSchema: 2\nconversion: {from: 1}",
	},
	"NOV-0124": {
		Before: "stateSchema: 1", Fires: "stateSchema: 2\nconversion: {from: 1, down: false}", Quiet: "stateSchema: 2\nconversion: {from: 1, down: true}",
	},
	"NOV-0125": {Before: "stateSchema: 1", Fires: "stateSchema: 2\nconversion: {from: 1, down: true}", Quiet: "stateSchema: 1"},
	"NOV-0201": {
		Before: "message Recap { string volume = 1; string note = 2; }", Fires: "message Recap { string volume = 1; }",
		Quiet: "message Recap { string volume = 1; string note = 2; string grade = 3; }",
	},
	"NOV-0202": {
		Before: "message Recap { string volume = 1; }", Fires: "message Recap { string volume = 2; }",
		Quiet: "message Recap { string volume = 1; string gross_volume = 2; }",
	},
	"NOV-0203": {
		Before: "message Recap { string volume = 1; }", Fires: "message Recap { string quantity = 1; }",
		Quiet: "message Deal { string volume = 1; } // the message is called otherwise",
	},
	"NOV-0204": {
		Before: "message Cancel { string reason = 1; }", Fires: "message Cancel { int64 reason = 1; }",
		Quiet: "message Cancel { string reason = 1; int64 code = 2; }",
	},
	"NOV-0205": {
		Before: "message Cancel { string reason = 1; }", Fires: "message Cancel { repeated string reason = 1; }",
		Quiet: "message Cancel { string reason = 1; repeated string reasons = 2; }",
	},
	"NOV-0206": {
		Before: "message Command { oneof kind { Recap recap = 1; } }", Fires: "message Command { Recap recap = 1; }",
		Quiet: "message Command { oneof kind { Recap recap = 1; Cancel cancel = 2; } }",
	},
	"NOV-0207": {
		Before: "string volume = 1 [(novation.decimal) = {scale: 3, unit: \"bbl\"}];",
		Fires:  "string volume = 1 [(novation.decimal) = {scale: 3, unit: \"t\"}];",
		Quiet:  "string volume = 1 [(novation.decimal) = {unit: \"bbl\", scale: 3}];",
	},
	"NOV-0208": {
		Before: "enum Grade { BRENT = 0; URALS = 1; }", Fires: "enum Grade { BRENT = 0; URALS = 2; }",
		Quiet: "enum Grade { BRENT = 0; URALS = 1; WTI = 2; }",
	},
	"NOV-0209": {
		Before: "enum Grade { BRENT = 0; }", Fires: "enum Grade { BRENT = 0; WTI = 1; }", Quiet: "enum Grade { BRENT = 0; } // and a comment",
	},
	"NOV-0220": {
		Before: "message Trade { string buyer = 1; }", Fires: "message Trade { string buyer = 1; }\nmessage Unused { }",
		Quiet: "message Trade { string buyer = 1; string seller = 2; } // that is more: see NOV-0109",
	},

	"NOV-0301": {
		Before: "contract C {\n  function status(bytes32 id) public {}\n  function close(bytes32 id) public {}\n}",
		Fires:  "contract C {\n  function status(bytes32 id) public {}\n}",
		Quiet:  "contract C {\n  function status(bytes32 id) public {}\n  function close(bytes32 id) external {}\n}",
	},
	"NOV-0302": {
		Before: "contract C {\n  function close(bytes32 id) public {}\n}", Fires: "contract C {\n  function close(uint256 id) public {}\n}",
		Quiet: "contract C {\n  function close(bytes32 id) public {}\n  function close(bytes32 id, uint64 at) public {}\n}",
	},
	"NOV-0303": {
		Before: "contract C {\n  function status(bytes32 id) public view returns (uint8) {}\n}",
		Fires:  "contract C {\n  function status(bytes32 id) public view returns (uint8, uint64) {}\n}",
		Quiet:  "contract C {\n  function status(bytes32 id) public view returns (uint8 now_) {}\n}",
	},
	"NOV-0304": {
		Before: "contract C {\n  uint256 calls;\n  function price() public view returns (uint256) { return calls; }\n}",
		Fires:  "contract C {\n  uint256 calls;\n  function price() public returns (uint256) { return calls++; }\n}",
		Quiet:  "contract C {\n  uint256 calls;\n  function price() external view returns (uint256) { return calls; }\n}",
	},
	"NOV-0305": {
		Before: "contract C {\n  event Closed(bytes32 id);\n}", Fires: "contract C {\n}",
		Quiet: "contract C {\n  event Closed(bytes32 id);\n  event Opened(bytes32 id);\n}",
	},
	"NOV-0306": {
		Before: "contract C {\n  event Moved(address indexed from, address indexed to, uint256 amount);\n}",
		Fires:  "contract C {\n  event Moved(address indexed from, address to, uint256 amount);\n}",
		Quiet:  "contract C {\n  event Moved(address indexed sender, address indexed receiver, uint256 amount);\n}",
	},
	"NOV-0307": {
		Before: "contract C {\n  event Closed(bytes32 id);\n}", Fires: "contract C {\n  event Closed(bytes32 id) anonymous;\n}",
		Quiet: "contract C {\n  event Closed(bytes32 id);\n  event Noted(bytes32 id) anonymous;\n}",
	},
	"NOV-0308": {
		Before: "contract C {\n  event Closed(bytes32 id);\n}", Fires: "contract C {\n  event Closed(bytes32 id, uint64 at);\n}",
		Quiet: "contract C {\n  event Closed(bytes32 id);\n  event ClosedAt(bytes32 id, uint64 at);\n}",
	},
	"NOV-0309": {
		Before: "contract C {\n  error Stale(uint64 epoch);\n}", Fires: "contract C {\n  error Stale(bytes32 id, uint64 epoch);\n}",
		Quiet: "contract C {\n  error Stale(uint64 epoch);\n  error Closed();\n}",
	},
	"NOV-0310": {
		Before: "contract C {\n  receive() external payable {}\n}", Fires: "contract C {\n}",
		Quiet: "contract C {\n  receive() external payable {}\n  function f() public {}\n}",
	},
	"NOV-0311": {
		Before: "contract C {\n}", Fires: "contract C {\n  function close(bytes32 id) public {}\n}",
		Quiet: "contract C {\n  function _close(bytes32 id) internal {}\n}",
	},
	"NOV-0312": {
		Before: "contract C {\n  constructor(address owner) {}\n}", Fires: "contract C {\n  constructor(address owner, uint256 fee) {}\n}",
		Quiet: "contract C {\n  constructor(address admin) {}\n}",
	},
	"NOV-0313": {
		Before: "contract C {\n  function close(bytes32 id) public {}\n}", Fires: "contract C {\n  function close(bytes32 record) public {}\n}",
		Quiet: "contract C {\n  function close(bytes32 id) public { id; }\n}",
	},
	"NOV-0314": {
		Before: "book: {codeHash: 0xaa…, shared: false}", Fires: "book: {codeHash: 0xbb…, shared: false}", Quiet: "book: {codeHash: 0xaa…, shared: true}",
	},
	"NOV-0315": {
		Before: "book: {codeHash: 0xaa…, shared: false}", Fires: "book: {codeHash: 0xbb…, shared: true}", Quiet: "book: {codeHash: 0xaa…, shared: true}",
	},
	"NOV-0321": {
		Before: "contracts: [{name: token, proxy: uups}]", Fires: "contracts: []", Quiet: "contracts: [{name: token, proxy: uups}, {name: vault}]",
	},
	"NOV-0322": {
		Before: "contracts: []", Fires: "contracts: [{name: token, proxy: uups}]", Quiet: "contracts: []",
	},
	"NOV-0323": {
		Before: "contracts: [{name: token, proxy: transparent}]", Fires: "contracts: [{name: token, proxy: uups}]",
		Quiet: "contracts: [{name: token, proxy: transparent}, {name: vault, proxy: uups}]",
	},
	"NOV-0324": {
		Before: "contracts: [{name: token, artifact: {digest: sha256:aa…}}]", Fires: "contracts: [{name: token, artifact: {digest: sha256:bb…}}]",
		Quiet: "contracts: [{name: token, artifact: {digest: sha256:aa…}}]",
	},
	"NOV-0408": {Before: "a rules module with a buffer of 65536 bytes", Fires: "one with 32768 bytes", Quiet: "one with 131072 bytes"},
	"NOV-0409": {Before: "a rules module of the profile pure", Fires: "one of the profile go", Quiet: "one of the profile pure with other code"},
	"NOV-0410": {Before: "a rules module that exports nv_check", Fires: "one that does not", Quiet: "one whose nv_check has other code"},
	"NOV-0401": {Before: "rules: sha256:aa…", Fires: "rules: sha256:bb…", Quiet: "rules: sha256:aa…"},
	"NOV-0402": {Before: "limits: {memoryPages: 1024}", Fires: "limits: {memoryPages: 512}", Quiet: "limits: {} # the default is 1024"},
	"NOV-0403": {Before: "limits: {memoryPages: 1024}", Fires: "limits: {memoryPages: 2048}", Quiet: "limits: {} # the default is 1024"},
	"NOV-0404": {Before: "hostABI: 1", Fires: "hostABI: 2", Quiet: "hostABI: 1"},
	"NOV-0405": {Before: "meter: 1", Fires: "meter: 2", Quiet: "meter: 1"},
	"NOV-0406": {Before: "references: {calendar: 2026.csv}", Fires: "references: {calendar: 2027.csv}", Quiet: "references: {calendar: 2026.csv}"},
	"NOV-0407": {Before: "samples: samples-1.json", Fires: "samples: samples-2.json", Quiet: "samples: samples-1.json"},

	"NOV-0501": {
		Before: "contract C {\n  uint256 fee;\n  address owner;\n}",
		Fires:  "contract C {\n  address owner;\n}",
		Quiet:  "contract C {\n  uint256 fee; // unused since version 2\n  address owner;\n}",
	},
	"NOV-0502": {
		Before: "contract C {\n  uint256 fee;\n  address owner;\n}",
		Fires:  "contract C {\n  uint256 fee;\n  uint256 limit;\n  address owner;\n}",
		Quiet:  "contract C {\n  uint256 fee;\n  address owner;\n  uint256 limit;\n}",
	},
	"NOV-0503": {
		Before: "contract C {\n  uint256 public fee;\n}",
		Fires:  "contract C {\n  uint256 public charge;\n}",
		Quiet:  "contract C {\n  /// @custom:oz-renamed-from fee\n  uint256 public charge;\n}",
	},
	"NOV-0504": {
		Before: "contract C {\n  uint256 public fee;\n}",
		Fires:  "contract C {\n  int256 public fee;\n}",
		Quiet:  "contract C {\n  /// @custom:oz-retyped-from uint256\n  int256 public fee;\n}",
	},
	"NOV-0505": {
		Before: "contract C {\n  uint256 fee;\n}",
		Fires:  "contract C {\n  address owner;\n}",
		Quiet:  "contract C {\n  uint256 fee;\n  address owner;\n}",
	},
	"NOV-0506": {
		Before: "contract C {\n  uint64 a;\n  uint64 b;\n}",
		Fires:  "contract C {\n  /// @custom:oz-retyped-from uint64\n  uint128 public a;\n  uint64 b;\n}",
		Quiet:  "contract C {\n  /// @custom:oz-retyped-from uint64\n  int64 public a;\n  uint64 b;\n}",
	},
	"NOV-0507": {
		Before: "contract C {\n  uint256 fee;\n  uint256[50] __gap;\n}\n",
		Fires:  "contract C {\n  uint256 fee;\n  uint128 low;\n  uint128 high;\n  uint256[48] __gap;\n}",
		Quiet:  "contract C {\n  uint256 fee;\n  uint128 low;\n  uint128 high;\n  uint256[49] __gap;\n}",
	},
	"NOV-0508": {
		Before: "contract C {\n  struct Trade { uint256 price; }\n  mapping(uint256 => Trade) trades;\n  Trade[] history;\n}",
		Fires:  "contract C {\n  struct Trade { uint256 price; uint256 volume; }\n  mapping(uint256 => Trade) trades;\n  Trade[] history;\n}",
		Quiet: "contract C {\n  struct Trade { uint256 price; uint256 volume; }\n  struct OldTrade { uint256 price; }\n" +
			"  mapping(uint256 => Trade) trades;\n  OldTrade[] history;\n}",
	},
	"NOV-0509": {
		Before: "contract C {\n  enum Status { Draft, Confirmed }\n  Status status;\n}",
		Fires:  "contract C {\n  enum Status { Draft, Proposed, Confirmed }\n  Status status;\n}",
		Quiet:  "contract C {\n  enum Status { Draft, Confirmed, Proposed }\n  Status status;\n}",
	},
	"NOV-0510": {
		Before: "contract C {\n  /// @custom:storage-location erc7201:book.main\n  struct Main { uint256 fee; }\n}",
		Fires:  "contract C {\n}",
		Quiet:  "contract C {\n  /// @custom:storage-location erc7201:book.main\n  struct Renamed { uint256 fee; uint256 limit; }\n}",
	},
	"NOV-0511": {
		Before: "contract C {\n  struct Node { Node[] children; }\n  Node root;\n}",
		Fires:  "contract C {\n  struct Node { Node[] children; }\n  Node root;\n}",
		Quiet:  "contract C {\n  struct Node { uint256[] children; }\n  Node root; // this is NOV-0508\n}",
	},
	"NOV-0512": {
		Before: "type Amount is uint256;\ncontract C {\n  Amount fee;\n}",
		Fires:  "type Amount is int256;\ncontract C {\n  Amount fee;\n}",
		Quiet:  "type Price is uint256;\ncontract C {\n  Price fee;\n}",
	},
	"NOV-0513": {
		Before: "contract C {\n  /// @custom:storage-location erc7201:book.main\n  struct Main { uint8 kind; uint256 fee; }\n}",
		Fires:  "contract C {\n  /// @custom:storage-location erc7201:book.main\n  struct Main { uint8 kind; uint8 grade; uint256 fee; }\n}",
		Quiet:  "contract C {\n  /// @custom:storage-location erc7201:book.main\n  struct Main { uint8 kind; uint256 fee; uint8 grade; }\n}",
	},
	"NOV-0514": {
		Before: "contract C layout at 0x1000 {\n  uint256 fee;\n}",
		Fires:  "contract C layout at 0x2000 {\n  uint256 fee;\n}",
		Quiet:  "contract C layout at 4096 {\n  uint256 fee;\n}",
	},
	"NOV-0515": {
		Before: "contract C {\n  enum Status { Draft }\n  Status status;\n}",
		Fires:  "contract C {\n  enum _Status { Draft }\n  _Status status;\n}",
		Quiet:  "contract C {\n  enum Status_ { Draft }\n  Status_ status;\n}",
	},

	"NOV-0601": {
		Fires: "contract C {\n  function run(address target, bytes memory data) public {\n    (bool ok, ) = target.delegatecall(data);\n    require(ok);\n  }\n}",
		Quiet: "contract C {\n  function run(address target, bytes memory data) public {\n    (bool ok, ) = target.call(data);\n    require(ok);\n  }\n}",
	},
	"NOV-0602": {
		Fires: "contract C {\n  function close(address payable to) public {\n    selfdestruct(to);\n  }\n}",
		Quiet: "contract C {\n  function close(address payable to) public {\n    to.transfer(address(this).balance);\n  }\n}",
	},
	"NOV-0603": {
		Fires: "contract C {\n  address owner;\n  constructor() {\n    owner = msg.sender;\n  }\n}",
		Quiet: "contract C {\n  address owner;\n  bool locked;\n  /// @custom:novation-allow constructor: it only locks the implementation\n  constructor() {\n    locked = true;\n  }\n}",
	},
	"NOV-0604": {
		Fires: "contract C {\n  uint256 fee = 10;\n}",
		Quiet: "contract C {\n  uint256 constant fee = 10;\n}",
	},
	"NOV-0605": {
		Fires: "contract C {\n  uint256 immutable fee = 10;\n}",
		Quiet: "contract C {\n  uint256 constant fee = 10;\n}",
	},
	"NOV-0606": {
		Fires: "library Maths {\n  function half(uint256 x) public pure returns (uint256) { return x / 2; }\n}\n" +
			"contract C {\n  function f(uint256 x) public pure returns (uint256) { return Maths.half(x); }\n}",
		Quiet: "library Maths {\n  function half(uint256 x) internal pure returns (uint256) { return x / 2; }\n}\n" +
			"contract C {\n  function f(uint256 x) public pure returns (uint256) { return Maths.half(x); }\n}",
	},
	"NOV-0607": {
		Fires: "contract C {\n  function() internal next;\n}",
		Quiet: "contract C {\n  function() external next;\n}",
	},
	"NOV-0608": {
		Before: "contract C {\n  function upgradeToAndCall(address, bytes memory) public payable { }\n}",
		Fires:  "contract C {\n  function upgrade(address) public { }\n}",
		Quiet:  "contract C {\n  function upgradeToAndCall(address, bytes memory) public payable { }\n  function f() public { }\n}",
	},
	"NOV-0609": {
		Fires: initializable + "contract C is Owned {\n}",
		Quiet: initializable + "contract C is Owned {\n  function initialize() public initializer {\n    __Owned_init();\n  }\n}",
	},
	"NOV-0610": {
		Fires: initializable + "contract C is Owned {\n  function initialize() public initializer {\n  }\n}",
		Quiet: initializable + "contract C is Owned {\n  function initialize() public initializer {\n    __Owned_init();\n  }\n}",
	},
	"NOV-0611": {
		Fires: initializable + "contract C is Owned {\n  function initialize() public initializer {\n    __Owned_init();\n    __Owned_init();\n  }\n}",
		Quiet: initializable + "contract C is Owned {\n  function initialize() public initializer {\n    __Owned_init();\n  }\n}",
	},
	"NOV-0612": {
		Fires: initializable + paused + "contract C is Owned, Paused {\n  function initialize() public initializer {\n    __Paused_init();\n    __Owned_init();\n  }\n}",
		Quiet: initializable + paused + "contract C is Owned, Paused {\n  function initialize() public initializer {\n    __Owned_init();\n    __Paused_init();\n  }\n}",
	},
	"NOV-0613": {
		Fires: "contract C {\n  function run(address target) public {\n    assembly { pop(delegatecall(gas(), target, 0, 0, 0, 0)) }\n  }\n}",
		Quiet: "contract C {\n  function run(address target) public {\n    assembly { pop(staticcall(gas(), target, 0, 0, 0, 0)) }\n  }\n}",
	},
	"NOV-0614": {
		Fires: "contract C {\n  function close(address to) public {\n    assembly { selfdestruct(to) }\n  }\n}",
		Quiet: "contract C {\n  function close(address to) public {\n    assembly { pop(call(gas(), to, selfbalance(), 0, 0, 0, 0)) }\n  }\n}",
	},
	"NOV-0615": {
		Fires: "contract C {\n  mapping(uint8 => function() internal) steps;\n}",
		Quiet: "contract C {\n  mapping(uint8 => function() external) steps;\n}",
	},
	"NOV-0616": {
		Fires: "contract C {\n  /// @custom:novation-allow delegatecall\n  function run(address target) public {\n    target.delegatecall(\"\");\n  }\n}",
		Quiet: "contract C {\n  /// @custom:novation-allow delegatecall: only the owner's own wallet is called\n  function run(address target) public {\n    target.delegatecall(\"\");\n  }\n}",
	},
	"NOV-0617": {
		Fires: "contract C {\n  address owner;\n  function initialize() public {\n    owner = msg.sender;\n  }\n}",
		Quiet: initializable + "contract C is Owned {\n  function initialize() public initializer {\n    __Owned_init();\n  }\n}",
	},
}

// What some examples begin with.
const (
	initializable = "abstract contract Initializable {\n  bool done;\n  modifier initializer() { require(!done); done = true; _; }\n  modifier onlyInitializing() { _; }\n}\n" +
		"abstract contract Owned is Initializable {\n  address owner;\n  function __Owned_init() internal onlyInitializing { owner = msg.sender; }\n}\n"
	paused = "abstract contract Paused is Initializable {\n  bool stopped;\n  function __Paused_init() internal onlyInitializing { stopped = true; }\n}\n"
)
