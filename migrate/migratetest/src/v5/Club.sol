// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {
    Ownable2StepUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {
    AccessControlEnumerableUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/extensions/AccessControlEnumerableUpgradeable.sol";
import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {
    ERC721EnumerableUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC721/extensions/ERC721EnumerableUpgradeable.sol";
import {
    ERC721URIStorageUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC721/extensions/ERC721URIStorageUpgradeable.sol";
import {
    ERC721VotesUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC721/extensions/ERC721VotesUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title Club
/// @notice Memberships that can be listed and that vote: sets, checkpoints, two owners.
contract Club is
    ERC721EnumerableUpgradeable,
    ERC721URIStorageUpgradeable,
    ERC721VotesUpgradeable,
    AccessControlEnumerableUpgradeable,
    Ownable2StepUpgradeable,
    UUPSUpgradeable
{
    using EnumerableSet for EnumerableSet.UintSet;

    type Fee is uint96;

    bytes32 public constant SECRETARY_ROLE = keccak256("SECRETARY_ROLE");

    EnumerableSet.UintSet private _honoured;
    mapping(uint256 id => Fee) private _fees;
    mapping(int32 year => mapping(bool paid => uint16)) private _counts;

    event FeeSet(uint256 indexed id, uint96 fee);
    event Counted(int32 year, bool paid, uint16 count);

    constructor() {
        _disableInitializers();
    }

    function initialize(address owner_) external initializer {
        __ERC721_init("Club of the North Sea", "CLUB");
        __EIP712_init("Club of the North Sea", "1");
        __Ownable_init(owner_);
        _grantRole(DEFAULT_ADMIN_ROLE, owner_);
        _grantRole(SECRETARY_ROLE, owner_);
    }

    function admit(address to, uint256 id, string calldata uri) external onlyRole(SECRETARY_ROLE) {
        _mint(to, id);
        _setTokenURI(id, uri);
    }

    function expel(uint256 id) external onlyRole(SECRETARY_ROLE) {
        _burn(id);
    }

    function honour(uint256 id, bool on) external onlyRole(SECRETARY_ROLE) {
        if (on) _honoured.add(id);
        else _honoured.remove(id);
    }

    function setFee(uint256 id, Fee fee) external onlyRole(SECRETARY_ROLE) {
        _fees[id] = fee;
        emit FeeSet(id, Fee.unwrap(fee));
    }

    function count(int32 year, bool paid, uint16 n) external onlyRole(SECRETARY_ROLE) {
        _counts[year][paid] = n;
        emit Counted(year, paid, n);
    }

    function honoured() external view returns (uint256[] memory) {
        return _honoured.values();
    }

    function isHonoured(uint256 id) external view returns (bool) {
        return _honoured.contains(id);
    }

    function feeOf(uint256 id) external view returns (Fee) {
        return _fees[id];
    }

    function counted(int32 year, bool paid) external view returns (uint16) {
        return _counts[year][paid];
    }

    function tokenURI(uint256 id)
        public
        view
        override(ERC721Upgradeable, ERC721URIStorageUpgradeable)
        returns (string memory)
    {
        return super.tokenURI(id);
    }

    function supportsInterface(bytes4 id)
        public
        view
        override(
            ERC721Upgradeable,
            ERC721EnumerableUpgradeable,
            ERC721URIStorageUpgradeable,
            AccessControlEnumerableUpgradeable
        )
        returns (bool)
    {
        return super.supportsInterface(id);
    }

    function _authorizeUpgrade(address) internal view override onlyOwner {}

    function _update(address to, uint256 id, address auth)
        internal
        override(ERC721Upgradeable, ERC721EnumerableUpgradeable, ERC721VotesUpgradeable)
        returns (address)
    {
        return super._update(to, id, auth);
    }

    function _increaseBalance(address account, uint128 amount)
        internal
        override(ERC721Upgradeable, ERC721EnumerableUpgradeable, ERC721VotesUpgradeable)
    {
        super._increaseBalance(account, amount);
    }
}
