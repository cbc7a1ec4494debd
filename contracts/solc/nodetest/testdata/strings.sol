// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

/// @title Wörter: ünïcödé, 漢字, 😀 and a "quote" \ backslash
contract Words {
    string public constant hello = unicode"héllo 😀 漢字";
    bytes public constant raw = hex"00ff80fe" hex"7f";
    string public tab = "a\tb\n\x41\u0042\"";

    /// @notice Says: `hello`, ünd so weiter — “quoted”
    function say(string memory to) public pure returns (string memory) {
        return string(abi.encodePacked(hello, ", ", to, unicode"…"));
    }
}
