// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.29;

type Price is uint64;
type Tag is bytes4;
type Delta is int16;

enum Colour {
    Red,
    Green,
    Blue
}

interface Token {}

struct Point {
    int32 x;
    int32 y;
}

struct Item {
    uint8 kind;
    address owner;
    string label;
    uint16[] sizes;
    mapping(uint256 => Point) points;
    Point[2] ends;
    bytes3 code;
}

struct Branch {
    uint256 value;
    Branch[] children;
    mapping(bytes32 => Branch) named;
}

/// Collects what the contract itself says of its state.
struct Said {
    string[] paths;
    bytes[] values;
    uint256 n;
}

library Say {
    function word(Said memory s, string memory path, bytes32 v) internal pure {
        text(s, path, abi.encodePacked(v));
    }

    function num(Said memory s, string memory path, uint256 v) internal pure {
        word(s, path, bytes32(v));
    }

    function int_(Said memory s, string memory path, int256 v) internal pure {
        word(s, path, bytes32(uint256(v)));
    }

    function text(Said memory s, string memory path, bytes memory v) internal pure {
        s.paths[s.n] = path;
        s.values[s.n++] = v;
    }

    function at(string memory a, uint256 i, string memory b) internal pure returns (string memory) {
        if (i == 0) return string.concat(a, "[0]", b);
        bytes memory digits;
        for (; i > 0; i /= 10) {
            digits = abi.encodePacked(uint8(48 + (i % 10)), digits);
        }
        return string.concat(a, "[", string(digits), "]", b);
    }
}

contract Base {
    using Say for Said;

    uint128 private same;
    bool internal flag;
    string private name_;

    function fillBase() internal {
        same = 77;
        flag = true;
        name_ = "base";
    }

    function sayBase(Said memory s) internal view {
        s.num("Base.same", same);
        s.num("flag", flag ? 1 : 0);
        s.text("name_", bytes(name_));
    }
}

contract Kinds is Base {
    using Say for Said;

    uint64 private same;
    int24 internal small;
    int256 internal large;
    address internal who;
    address payable internal payee;
    Token internal token;
    Colour internal colour;
    Price internal price;
    Tag internal tag;
    Delta internal delta;
    bytes1 internal one;
    bytes32 internal all;
    function() internal inside;
    function(uint256) external outside;
    string internal empty;
    string internal short;
    string internal edge;
    string internal long;
    bytes internal blob;
    uint256[50] internal __gap;
    Point internal point;
    uint24[11] internal packed;
    uint24[] internal grown;
    uint256[] internal words;
    string[] internal texts;
    int8[3][] internal grid;
    uint8[][4] internal rows;
    Point[] internal points;
    Item internal item;
    Item[] internal items;
    mapping(address => uint256) internal balances;
    mapping(address => mapping(address => uint256)) internal allowances;
    mapping(string => bytes) internal byText;
    mapping(bytes => Colour) internal byBytes;
    mapping(int16 => Delta) internal byInt;
    mapping(Colour => mapping(bool => Price)) internal byEnum;
    mapping(Tag => Item) internal byTag;
    mapping(Token => address[]) internal byToken;
    mapping(uint8 => mapping(bytes4 => string))[2] internal pairs;
    mapping(uint256 => Item[]) internal shelves;
    Branch internal tree;

    /// @custom:storage-location erc7201:example.kinds
    struct Spaced {
        uint96 total;
        mapping(address => bool) seen;
        string title;
        Price[] prices;
    }

    function spaced() internal pure returns (Spaced storage s) {
        assembly {
            // keccak256(abi.encode(uint256(keccak256("example.kinds")) - 1)) & ~bytes32(uint256(0xff))
            s.slot := 0x874efd0a2ffa861b2c1c76f1c8578d2f2f774a9f0d320637764ce9aa6f96900
        }
    }

    string internal constant LONG = "a text that is longer than one slot can hold, and longer than two of them too";

    function noop() internal {}

    function fill() external {
        fillBase();
        same = 78;
        small = -5;
        large = type(int256).min;
        who = msg.sender;
        payee = payable(address(0xbeef));
        token = Token(address(0xcafe));
        colour = Colour.Blue;
        price = Price.wrap(1 << 60);
        tag = Tag.wrap(0x01020304);
        delta = Delta.wrap(-300);
        one = 0xfe;
        all = keccak256("all");
        inside = noop;
        outside = this.take;
        short = "short";
        edge = "exactly 31 bytes are in one....";
        long = LONG;
        blob = hex"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        point = Point(-1, 2);
    }

    function take(uint256) external {}

    function fillArrays() external {
        for (uint256 i; i < 11; i += 2) packed[i] = uint24(i + 1);
        for (uint256 i; i < 25; i++) grown.push(uint24(i * 1000));
        grown.pop();
        grown.pop();
        for (uint256 i; i < 7; i++) words.push(i);
        words.pop();
        texts.push("");
        texts.push(LONG);
        texts.push("mid");
        texts.push(LONG);
        texts[3] = "it was long";
        for (uint256 i; i < 3; i++) grid.push([int8(-1), int8(int256(i)), 0]);
        for (uint8 i; i < 40; i++) rows[2].push(i);
        for (int32 i; i < 3; i++) points.push(Point(i, -i));
        point.y = -2;
        __gap[3] = 9;
        store(item, 1);
        for (uint256 i; i < 3; i++) store(items.push(), i + 2);
        delete items[1].label;
    }

    function store(Item storage to, uint256 n) internal {
        to.kind = uint8(n);
        to.owner = address(uint160(n * 0x1111));
        to.label = n % 2 == 0 ? "even" : LONG;
        for (uint256 i; i < 18; i++) to.sizes.push(uint16(i + n));
        to.points[n].x = -7;
        to.points[3].y = 8;
        to.ends[1].x = int32(int256(n));
        to.code = 0x010203;
    }

    function fillMappings() external {
        balances[address(1)] = 1;
        balances[address(2)] = type(uint256).max;
        balances[address(3)] = 3;
        delete balances[address(3)];
        allowances[address(1)][address(2)] = 12;
        allowances[address(2)][address(1)] = 21;
        byText["key"] = "value";
        byText[""] = "of nothing";
        byText[LONG] = bytes(LONG);
        byBytes[hex"00ff00"] = Colour.Green;
        byInt[-2] = Delta.wrap(-1);
        byInt[300] = Delta.wrap(4);
        byEnum[Colour.Green][true] = Price.wrap(5);
        byEnum[Colour.Red][false] = Price.wrap(6);
        store(byTag[Tag.wrap(0xaabbccdd)], 4);
        store(byTag[Tag.wrap(0)], 5);
        for (uint256 i; i < 3; i++) byToken[Token(address(7))].push(address(uint160(i + 1)));
        pairs[1][200][0x11223344] = LONG;
        pairs[0][201][0x11223344] = "x";
        store(shelves[6].push(), 6);
        store(shelves[6].push(), 7);
        tree.value = 1;
        tree.children.push().value = 2;
        tree.children[0].children.push().value = 3;
        tree.children[0].named["a"].value = 4;
        tree.named["a"].named["b"].value = 5;
        Spaced storage s = spaced();
        s.total = 96;
        s.seen[address(4)] = true;
        s.title = LONG;
        s.prices.push(Price.wrap(1));
        s.prices.push(Price.wrap(2));
    }

    function said() external view returns (string[] memory paths, bytes[] memory values) {
        Said memory s = Said(new string[](1000), new bytes[](1000), 0);
        sayBase(s);
        saySimple(s);
        sayArrays(s);
        sayMappings(s);
        sayBranches(s);
        paths = s.paths;
        values = s.values;
        uint256 n = s.n;
        assembly {
            mstore(paths, n)
            mstore(values, n)
        }
    }

    function saySimple(Said memory s) internal view {
        s.num("Kinds.same", same);
        s.int_("small", small);
        s.int_("large", large);
        s.num("who", uint160(who));
        s.num("payee", uint160(address(payee)));
        s.num("token", uint160(address(token)));
        s.num("colour", uint256(colour));
        s.num("price", Price.unwrap(price));
        s.word("tag", Tag.unwrap(tag));
        s.int_("delta", Delta.unwrap(delta));
        s.word("one", one);
        s.word("all", all);
        s.word("outside", bytes32(abi.encodePacked(outside.address, outside.selector)));
        s.text("empty", bytes(empty));
        s.text("short", bytes(short));
        s.text("edge", bytes(edge));
        s.text("long", bytes(long));
        s.text("blob", blob);
        sayPoint(s, "point", point);
    }

    function sayPoint(Said memory s, string memory at, Point storage p) internal view {
        s.int_(string.concat(at, ".x"), p.x);
        s.int_(string.concat(at, ".y"), p.y);
    }

    function sayItem(Said memory s, string memory at, Item storage i) internal view {
        s.num(string.concat(at, ".kind"), i.kind);
        s.num(string.concat(at, ".owner"), uint160(i.owner));
        s.text(string.concat(at, ".label"), bytes(i.label));
        s.num(string.concat(at, ".sizes"), i.sizes.length);
        for (uint256 k; k < i.sizes.length; k++) s.num(Say.at(string.concat(at, ".sizes"), k, ""), i.sizes[k]);
        for (uint256 k; k < 9; k++) sayPoint(s, Say.at(string.concat(at, ".points"), k, ""), i.points[k]);
        for (uint256 k; k < 2; k++) sayPoint(s, Say.at(string.concat(at, ".ends"), k, ""), i.ends[k]);
        s.word(string.concat(at, ".code"), i.code);
    }

    function sayArrays(Said memory s) internal view {
        for (uint256 i; i < 50; i++) s.num(Say.at("__gap", i, ""), __gap[i]);
        for (uint256 i; i < 11; i++) s.num(Say.at("packed", i, ""), packed[i]);
        s.num("grown", grown.length);
        for (uint256 i; i < grown.length; i++) s.num(Say.at("grown", i, ""), grown[i]);
        s.num("words", words.length);
        for (uint256 i; i < words.length; i++) s.num(Say.at("words", i, ""), words[i]);
        s.num("texts", texts.length);
        for (uint256 i; i < texts.length; i++) s.text(Say.at("texts", i, ""), bytes(texts[i]));
        s.num("grid", grid.length);
        for (uint256 i; i < grid.length; i++) {
            for (uint256 k; k < 3; k++) s.int_(Say.at(Say.at("grid", i, ""), k, ""), grid[i][k]);
        }
        for (uint256 i; i < 4; i++) {
            s.num(Say.at("rows", i, ""), rows[i].length);
            for (uint256 k; k < rows[i].length; k++) s.num(Say.at(Say.at("rows", i, ""), k, ""), rows[i][k]);
        }
        s.num("points", points.length);
        for (uint256 i; i < points.length; i++) sayPoint(s, Say.at("points", i, ""), points[i]);
        sayItem(s, "item", item);
        s.num("items", items.length);
        for (uint256 i; i < items.length; i++) sayItem(s, Say.at("items", i, ""), items[i]);
    }

    function sayMappings(Said memory s) internal view {
        s.num("balances[0x0000000000000000000000000000000000000001]", balances[address(1)]);
        s.num("balances[0x0000000000000000000000000000000000000002]", balances[address(2)]);
        s.num(
            "allowances[0x0000000000000000000000000000000000000001][0x0000000000000000000000000000000000000002]",
            allowances[address(1)][address(2)]
        );
        s.num(
            "allowances[0x0000000000000000000000000000000000000002][0x0000000000000000000000000000000000000001]",
            allowances[address(2)][address(1)]
        );
        s.text("byText[\"key\"]", byText["key"]);
        s.text("byText[\"\"]", byText[""]);
        s.text(string.concat("byText[\"", LONG, "\"]"), byText[LONG]);
        s.num("byBytes[0x00ff00]", uint256(byBytes[hex"00ff00"]));
        s.int_("byInt[-2]", Delta.unwrap(byInt[-2]));
        s.int_("byInt[300]", Delta.unwrap(byInt[300]));
        s.num("byEnum[1][true]", Price.unwrap(byEnum[Colour.Green][true]));
        s.num("byEnum[0][false]", Price.unwrap(byEnum[Colour.Red][false]));
        sayItem(s, "byTag[0xaabbccdd00000000000000000000000000000000000000000000000000000000]", byTag[Tag.wrap(0xaabbccdd)]);
        sayItem(s, "byTag[0x0000000000000000000000000000000000000000000000000000000000000000]", byTag[Tag.wrap(0)]);
        string memory seven = "byToken[0x0000000000000000000000000000000000000007]";
        address[] storage list = byToken[Token(address(7))];
        s.num(seven, list.length);
        for (uint256 i; i < list.length; i++) s.num(Say.at(seven, i, ""), uint160(list[i]));
        s.text("pairs[1][200][0x11223344]", bytes(pairs[1][200][0x11223344]));
        s.text("pairs[0][201][0x11223344]", bytes(pairs[0][201][0x11223344]));
        s.num("shelves[6]", shelves[6].length);
        for (uint256 i; i < shelves[6].length; i++) sayItem(s, Say.at("shelves[6]", i, ""), shelves[6][i]);
    }

    function sayBranches(Said memory s) internal view {
        string memory a = ".named[0x6100000000000000000000000000000000000000000000000000000000000000]";
        string memory b = ".named[0x6200000000000000000000000000000000000000000000000000000000000000]";
        s.num("tree.value", tree.value);
        s.num("tree.children", tree.children.length);
        if (tree.children.length == 0) return;
        s.num("tree.children[0].value", tree.children[0].value);
        s.num("tree.children[0].children", tree.children[0].children.length);
        s.num("tree.children[0].children[0].value", tree.children[0].children[0].value);
        s.num(string.concat("tree.children[0]", a, ".value"), tree.children[0].named["a"].value);
        s.num(string.concat("tree", a, b, ".value"), tree.named["a"].named["b"].value);
        Spaced storage p = spaced();
        s.num("erc7201:example.kinds.total", p.total);
        s.num("erc7201:example.kinds.seen[0x0000000000000000000000000000000000000004]", p.seen[address(4)] ? 1 : 0);
        s.text("erc7201:example.kinds.title", bytes(p.title));
        s.num("erc7201:example.kinds.prices", p.prices.length);
        for (uint256 i; i < p.prices.length; i++) s.num(Say.at("erc7201:example.kinds.prices", i, ""), Price.unwrap(p.prices[i]));
    }
}

contract Moved layout at 0x1000 {
    using Say for Said;

    uint8 internal a;
    bytes2 internal b;
    int64[] internal list;

    function fill() external {
        a = 3;
        b = 0x1234;
        for (int64 i; i < 6; i++) list.push(-i);
    }

    function said() external view returns (string[] memory paths, bytes[] memory values) {
        Said memory s = Said(new string[](9), new bytes[](9), 0);
        s.num("a", a);
        s.word("b", b);
        s.num("list", list.length);
        for (uint256 i; i < 6; i++) s.int_(Say.at("list", i, ""), list[i]);
        return (s.paths, s.values);
    }
}
