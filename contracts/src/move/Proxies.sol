// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// The proxies that a migration may make for a new target. This file only brings them into the build.
// solhint-disable no-unused-import
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {
    TransparentUpgradeableProxy
} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
