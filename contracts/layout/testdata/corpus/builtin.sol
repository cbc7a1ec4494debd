// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.35;

uint256 constant START = 0x1000;
uint256 constant STEP = START * 2 + 1;
uint8 constant TINY = 200;
int256 constant SIGNED = -3;
string constant NAME = "corpus.at";
uint256 constant SPACE = erc7201("corpus.at");

contract Constant layout at START { uint8 a; }
contract Several layout at (STEP - START) * 3 / 2 % 100_000 { uint8 a; }
contract Builtin layout at erc7201("corpus.at") { uint8 a; uint256 b; }
contract Indirect layout at SPACE { uint8 a; }
contract Beside layout at erc7201("corpus.at") + 1 {
    uint8 a;
    /// @custom:storage-location erc7201:corpus.beside
    struct S { uint8 a; }
}
contract Unicode layout at erc7201(unicode"å") { uint8 a; }
contract Tiny layout at TINY { uint8 a; }
contract Power layout at STEP ** 2 ** 2 { uint8 a; }
contract Shifts layout at (STEP << 7 >> 3 | 5) ^ 6 & START { uint8 a; }
contract Minus layout at SIGNED + 5 { uint8 a; }
contract Whole layout at STEP / 1000 * 1000 { uint8 a; }
contract Name layout at erc7201(NAME) { uint8 a; }
