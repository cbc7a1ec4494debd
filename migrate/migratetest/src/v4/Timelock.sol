// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";

/// @title Timelock
/// @notice A timelock of OpenZeppelin 4.9 that counts, and says what operations are for.
contract Timelock is TimelockControllerUpgradeable {
    string public purpose;
    uint64 public executions;
    mapping(bytes32 id => string) private _reasons;

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
        purpose = purpose_;
    }

    function explain(bytes32 id, string calldata reason) external onlyRole(PROPOSER_ROLE) {
        _reasons[id] = reason;
        emit ReasonGiven(id, reason);
    }

    function reasonOf(bytes32 id) external view returns (string memory) {
        return _reasons[id];
    }

    function _execute(address target, uint256 value, bytes calldata data) internal override {
        executions++;
        super._execute(target, value, data);
    }
}
