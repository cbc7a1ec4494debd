// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import "@openzeppelin/contracts-upgradeable/security/ReentrancyGuardUpgradeable.sol";
import "@openzeppelin/contracts-upgradeable/token/ERC1155/extensions/ERC1155SupplyUpgradeable.sol";

/// @title Items
/// @notice Things of many kinds, and a journal of each holder whose places no event tells.
contract Items is ERC1155SupplyUpgradeable, Ownable2StepUpgradeable, ReentrancyGuardUpgradeable {
    mapping(address holder => mapping(uint256 place => bytes32)) private _journal;
    mapping(address holder => uint256) private _written;

    constructor() {
        _disableInitializers();
    }

    function initialize(address owner_) external initializer {
        __ERC1155_init("https://items.example/{id}.json");
        __Ownable2Step_init();
        __ReentrancyGuard_init();
        _transferOwnership(owner_);
    }

    function make(address to, uint256[] calldata ids, uint256[] calldata amounts) external onlyOwner {
        _mintBatch(to, ids, amounts, "");
    }

    function use(uint256 id, uint256 amount) external nonReentrant {
        _burn(msg.sender, id, amount);
    }

    function write(bytes32[] calldata entries) external {
        for (uint256 i = 0; i < entries.length; i++) _journal[msg.sender][_written[msg.sender]++] = entries[i];
    }

    function journal(address holder, uint256 place) external view returns (bytes32) {
        return _journal[holder][place];
    }

    function written(address holder) external view returns (uint256) {
        return _written[holder];
    }
}
