// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.5.0;

contract Small {
    bool a; uint8 b; int16 c; uint24 d; bytes4 e; address f; uint96 g; bytes20 h; uint104 i; uint128 j; uint128 k;
    bytes31 l; bool m; bool n; uint256 o; bool p; bytes32 q; int8 r; uint248 s; int256 t; bytes1 u; uint72 v; uint176 w;
}

contract Arrays {
    uint8 before;
    uint8[1] a1; uint8[31] a31; uint8[32] a32; uint8[33] a33; uint8[64] a64; uint8[65] a65;
    uint16[15] b15; uint16[16] b16; uint16[17] b17; uint24[10] c10; uint24[11] c11; uint40[6] d6; uint40[7] d7;
    uint64[4] e4; uint64[5] e5; uint72[3] f3; uint72[4] f4; uint80[3] g3; uint88[2] h2; uint88[3] h3; uint120[2] i2;
    uint128[2] j2; uint128[3] j3; uint136[2] k2; address[3] l3; bytes20[2] m2; bytes32[2] n2; bool[40] o40; uint256[7] p7;
    uint8 between1; uint8 between2;
    uint8[2][3] q; uint8[][3] r; uint8[3][] s; uint256[2][2][2] t; bytes[3] u; string[2] v; mapping(uint8 => bool)[2] w;
    uint8 last;
}

contract Lengths {
    uint256 constant N = 7;
    uint8 constant M = 3;
    uint256[N] a; uint256[N * 2 + M] b; uint8[2 ** 6 + 1] c; bytes5[(N - 1) / 2] d; uint256[1e2] e; uint256[0x10] f; uint256[50 - 3] __gap;
    uint8 last;
}

contract Large {
    uint8 a;
    uint256[2 ** 100] b;
    uint8 c;
    uint8[2 ** 200 + 1] d;
    uint8 e;
}

contract Structs {
    struct One { uint8 a; }
    struct Two { uint8 a; uint8 b; }
    struct Wide { uint8 a; uint256 b; uint8 c; }
    struct Nested { uint8 a; Two b; uint8 c; Two[3] d; One e; uint8[2] f; bytes g; uint8 h; }
    struct Linked { uint128 a; Linked[] next; mapping(uint256 => Linked) by; mapping(uint256 => Linked[2]) pairs; uint128 b; }
    struct Even { Odd[] odd; uint8 a; }
    struct Odd { mapping(bytes32 => Even[3][]) even; uint8 b; }
    uint8 a;
    One b;
    uint8 c;
    Two d;
    Two[2] e;
    Wide f;
    uint8 g;
    Nested h;
    Nested[2][2] i;
    Linked j;
    uint128 k;
    Even l;
    Odd[2] m;
    mapping(address => mapping(bytes32 => Nested[5])) n;
}
