// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import "@openzeppelin/contracts-upgradeable/access/AccessControlUpgradeable.sol";
import "@openzeppelin/contracts-upgradeable/security/PausableUpgradeable.sol";
import "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";

import "./State.sol";

/// @title Token
/// @notice A token as people write it on OpenZeppelin 4.9, with state of its own of every kind.
contract Token is ERC20Upgradeable, ERC20PermitUpgradeable, PausableUpgradeable, AccessControlUpgradeable {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");

    uint64 public supplyCap;
    uint32 public feeBps;
    bool public feesOn;
    Grade public startGrade;
    int64 public adjustment;
    address public treasury;
    bytes6 public series;
    string public terms;
    string public motto;
    bytes public seal;
    Note[] private _notes;
    uint16[] private _tiers;
    int24[5] private _bands;
    mapping(address holder => mapping(bytes32 kind => uint256)) private _quotas;
    mapping(address holder => Holder) private _holders;
    mapping(string name => address) private _aliases;
    mapping(uint256 id => bytes) private _documents;
    mapping(address holder => uint32[]) private _lots;
    uint256[20] private __gap;

    event QuotaSet(address indexed holder, bytes32 indexed kind, uint256 amount);
    event HolderSet(address indexed holder, Grade grade, string memo);
    event Used(address indexed holder, bytes4 kind, uint256 amount);
    event AliasSet(string name, address who);
    event DocumentSet(uint256 indexed id, bytes content);
    event LotsSet(address indexed holder, uint32[] lots);

    constructor() {
        _disableInitializers();
    }

    function initialize(string calldata name_, string calldata symbol_, address admin) external initializer {
        __ERC20_init(name_, symbol_);
        __ERC20Permit_init(name_);
        __Pausable_init();
        __AccessControl_init();
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(MINTER_ROLE, admin);
        _grantRole(PAUSER_ROLE, admin);
        _setRoleAdmin(PAUSER_ROLE, MINTER_ROLE);
    }

    function mint(address to, uint256 amount) external onlyRole(MINTER_ROLE) {
        _mint(to, amount);
    }

    function burn(uint256 amount) external {
        _burn(msg.sender, amount);
    }

    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
    }

    function configure(
        uint64 cap,
        uint32 fee,
        bool on,
        Grade start,
        int64 adjust,
        address treasury_,
        bytes6 series_
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        (supplyCap, feeBps, feesOn, startGrade) = (cap, fee, on, start);
        (adjustment, treasury, series) = (adjust, treasury_, series_);
    }

    function setTexts(string calldata terms_, string calldata motto_, bytes calldata seal_)
        external
        onlyRole(DEFAULT_ADMIN_ROLE)
    {
        (terms, motto, seal) = (terms_, motto_, seal_);
    }

    function addNote(int32 weight, string calldata text) external {
        _notes.push(Note(msg.sender, uint48(block.timestamp), weight, text));
    }

    function popNote() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _notes.pop();
    }

    function setTiers(uint16[] calldata tiers_, int24[5] calldata bands_)
        external
        onlyRole(DEFAULT_ADMIN_ROLE)
    {
        _tiers = tiers_;
        _bands = bands_;
    }

    function setQuota(address holder, bytes32 kind, uint256 amount) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _quotas[holder][kind] = amount;
        emit QuotaSet(holder, kind, amount);
    }

    function setHolder(
        address holder,
        uint64 since,
        Grade grade,
        bool vip,
        uint128 limit,
        string calldata memo
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        Holder storage h = _holders[holder];
        (h.since, h.grade, h.vip, h.limit, h.memo) = (since, grade, vip, limit, memo);
        emit HolderSet(holder, grade, memo);
    }

    function use(address holder, bytes4 kind, uint256 amount) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _holders[holder].used[kind] += amount;
        emit Used(holder, kind, amount);
    }

    function setAlias(string calldata name_, address who) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _aliases[name_] = who;
        emit AliasSet(name_, who);
    }

    function setDocument(uint256 id, bytes calldata content) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _documents[id] = content;
        emit DocumentSet(id, content);
    }

    function setLots(address holder, uint32[] calldata lots) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _lots[holder] = lots;
        emit LotsSet(holder, lots);
    }

    function notes(uint256 i)
        external
        view
        returns (address by, uint48 at, int32 weight, string memory text)
    {
        Note storage n = _notes[i];
        return (n.by, n.at, n.weight, n.text);
    }

    function noteCount() external view returns (uint256) {
        return _notes.length;
    }

    function tiers() external view returns (uint16[] memory) {
        return _tiers;
    }

    function bands() external view returns (int24[5] memory) {
        return _bands;
    }

    function quota(address holder, bytes32 kind) external view returns (uint256) {
        return _quotas[holder][kind];
    }

    function holderOf(address holder)
        external
        view
        returns (uint64 since, Grade grade, bool vip, uint128 limit, string memory memo)
    {
        Holder storage h = _holders[holder];
        return (h.since, h.grade, h.vip, h.limit, h.memo);
    }

    function usedBy(address holder, bytes4 kind) external view returns (uint256) {
        return _holders[holder].used[kind];
    }

    function resolve(string calldata name_) external view returns (address) {
        return _aliases[name_];
    }

    function document(uint256 id) external view returns (bytes memory) {
        return _documents[id];
    }

    function lotsOf(address holder) external view returns (uint32[] memory) {
        return _lots[holder];
    }

    /// @notice What the caller may still spend of a kind: an answer that depends on who asks.
    function mine(bytes32 kind) external view returns (uint256 quotaLeft, uint256 balance) {
        return (_quotas[msg.sender][kind], balanceOf(msg.sender));
    }

    function _beforeTokenTransfer(address from, address to, uint256 amount) internal override whenNotPaused {
        super._beforeTokenTransfer(from, to, amount);
    }
}
