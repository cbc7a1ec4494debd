// SPDX-License-Identifier: Apache-2.0
// want: overlap at slot 0x183a6125c38840424c4a85fa12bab2ab606c4b6d0e7cc73c0c06ba5300eab500
pragma solidity >=0.8.35;
contract C layout at erc7201("example.main") {
    /// @custom:storage-location erc7201:example.main
    struct S { uint256 a; }
    uint8 b;
}
