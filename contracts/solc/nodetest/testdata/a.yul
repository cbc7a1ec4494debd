object "Store" {
    code {
        datacopy(0, dataoffset("runtime"), datasize("runtime"))
        return(0, datasize("runtime"))
    }
    object "runtime" {
        code {
            function selector() -> s { s := shr(224, calldataload(0)) }
            switch selector()
            case 0x6d4ce63c { mstore(0, sload(0)) return(0, 32) }
            case 0x60fe47b1 { sstore(0, calldataload(4)) }
            default { revert(0, 0) }
        }
    }
}
