// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {
    TimelockControllerUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title TimelockV2
/// @notice The timelock on OpenZeppelin 5, with its own state in a namespace too.
contract TimelockV2 is TimelockControllerUpgradeable {
    /// @custom:storage-location erc7201:novation.example.Timelock
    struct TimelockStorage {
        string purpose;
        uint64 executions;
        mapping(bytes32 id => string) _reasons;
    }

    // keccak256(abi.encode(uint256(keccak256("novation.example.Timelock")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant _AT = 0xab739492504673af2754f1f964e1b7e9795fc22a596a0552c5f61b5563301a00;

    event ReasonGiven(bytes32 indexed id, string reason);

    constructor() {
        _disableInitializers();
    }

    function initialize(
        uint256 minDelay,
        address[] calldata proposers,
        address[] calldata executors,
        address admin,
        string calldata purpose_
    ) external initializer {
        __TimelockController_init(minDelay, proposers, executors, admin);
        _own().purpose = purpose_;
    }

    function explain(bytes32 id, string calldata reason) external onlyRole(PROPOSER_ROLE) {
        _own()._reasons[id] = reason;
        emit ReasonGiven(id, reason);
    }

    function purpose() external view returns (string memory) {
        return _own().purpose;
    }

    function executions() external view returns (uint64) {
        return _own().executions;
    }

    function reasonOf(bytes32 id) external view returns (string memory) {
        return _own()._reasons[id];
    }

    /// @notice The inherited function of 5.7 leaves IAccessControl out, which 4.9 named.
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return id == type(IAccessControl).interfaceId || super.supportsInterface(id);
    }

    function _execute(address target, uint256 value, bytes calldata data) internal override {
        _own().executions++;
        super._execute(target, value, data);
    }

    function _own() private pure returns (TimelockStorage storage s) {
        assembly {
            s.slot := _AT
        }
    }
}
