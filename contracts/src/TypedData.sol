// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title EIP-712 without immutables
/// @notice Works the domain out on every call. A cached domain would be written into the deployed
/// code, and the code of two deployments of one artefact would differ; here it must be equal, byte
/// for byte, so that anyone can compare it with the artefact.
abstract contract TypedData is IERC5267 {
    /// @dev name, version, chain id and verifying contract
    bytes1 private constant _FIELDS = 0x0f;
    string private constant _VERSION = "1";

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (_FIELDS, _domainName(), _VERSION, block.chainid, address(this), 0, new uint256[](0));
    }

    /// @dev The digest to sign for a struct with this hash.
    function _digest(bytes32 structHash) internal view returns (bytes32) {
        bytes32 domain = MessageHashUtils.toDomainSeparator(
            _FIELDS, _domainName(), _VERSION, block.chainid, address(this), 0
        );
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }

    /// @notice The name in the EIP-712 domain.
    function _domainName() internal pure virtual returns (string memory);
}
