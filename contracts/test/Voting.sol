// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Kind, Resolution, Stance} from "../src/ICourse.sol";
import {Fixture} from "./Fixture.sol";

/// @title Signed votes and resolutions, worked out apart from the contract
abstract contract Voting is Fixture {
    bytes32 private constant _VOTE =
        keccak256("Vote(bytes32 change,uint64 number,uint8 stance,bytes32 reason)");
    bytes32 private constant _RESOLUTION = keccak256(
        "Resolution(uint64 number,uint64 memberEpoch,uint64 expiry,uint8 kind,bytes32 subject,uint64 value,uint32 quorum,bytes32 reason)"
    );

    function _domain() private view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("Novation Consortium"),
                keccak256("1"),
                block.chainid,
                address(consortium)
            )
        );
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _domain(), structHash));
    }

    function _ballot(bytes32 changeHash, uint256 member, uint64 number, Stance stance)
        internal
        view
        returns (bytes memory)
    {
        return
            _sign(_approverKey(member), _digest(keccak256(abi.encode(_VOTE, changeHash, number, stance, 0))));
    }

    function _resolution(Kind kind, bytes32 subject, uint64 value, uint32 quorum)
        internal
        view
        returns (Resolution memory)
    {
        uint64 expiry = uint64(block.timestamp + 1 days);
        return Resolution({
            number: consortium.resolutions() + 1,
            memberEpoch: consortium.memberEpoch(),
            expiry: expiry,
            kind: kind,
            subject: subject,
            value: value,
            quorum: quorum,
            reason: keccak256("reason")
        });
    }

    function _signedResolution(Resolution memory r, uint256[] memory keys)
        internal
        view
        returns (bytes[] memory)
    {
        return _signAll(keys, _digest(keccak256(abi.encode(_RESOLUTION, r))));
    }
}
