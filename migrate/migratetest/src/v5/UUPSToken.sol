// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {Token} from "./Token.sol";

/// @title UUPSToken
/// @notice The token behind a proxy that leaves upgrades to its implementation.
contract UUPSToken is Token, UUPSUpgradeable {
    bytes32 public constant UPGRADER_ROLE = keccak256("UPGRADER_ROLE");

    function _authorizeUpgrade(address) internal view override onlyRole(UPGRADER_ROLE) {}
}
