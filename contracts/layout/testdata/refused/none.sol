// SPDX-License-Identifier: Apache-2.0
// want: and there are 0
pragma solidity >=0.8.20;
contract C {
    /** @custom:storage-location
     */
    struct S { uint256 a; }
}
