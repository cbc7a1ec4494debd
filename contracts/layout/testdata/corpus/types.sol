// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.5.0;

interface Callee { function f() external; }

library Lib {
    enum Choice { A, B, C }
    struct Item { Choice choice; address payable who; Callee callee; }
}

contract Kinds {
    enum Two { X, Y }
    uint8 a;
    Two b;
    Lib.Choice c;
    address payable d;
    Callee e;
    Kinds f;
    function (uint256) internal returns (bool) g;
    function (uint256) external h;
    function (address, bytes memory) external view returns (bytes32) i;
    function () internal pure[3] j;
    function () external payable[3] k;
    function (function (uint8) external) external returns (function () external) l;
    Lib.Item m;
    mapping(address => Lib.Item) n;
    mapping(uint8 => mapping(bytes32 => mapping(bool => Lib.Item[]))) o;
    byteLike p;
    struct byteLike { bytes1 a; bytes2 b; bytes3 c; }
    bytes q;
    string r;
    Two[] s;
    Two[70] t;
    mapping(string => uint256) u;
    mapping(bytes => uint256) v;
    Lib.Item[] w;
    uint8 z;
}
