// SPDX-License-Identifier: Apache-2.0
// want: the type fixed128x18 of a cannot be kept in storage
pragma solidity >=0.8.20;
contract C { fixed128x18 a; }
