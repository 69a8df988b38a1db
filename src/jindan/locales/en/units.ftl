# Units that are words. `.amount` is a number with its unit.

unit-year = years
    .amount = { $count ->
        [one] { $figures } year
       *[other] { $figures } years
    }
unit-tablet = tablets
    .amount = { $count ->
        [one] { $figures } tablet
       *[other] { $figures } tablets
    }
unit-capsule = capsules
    .amount = { $count ->
        [one] { $figures } capsule
       *[other] { $figures } capsules
    }
unit-sachet = sachets
    .amount = { $count ->
        [one] { $figures } sachet
       *[other] { $figures } sachets
    }
unit-drop = drops
    .amount = { $count ->
        [one] { $figures } drop
       *[other] { $figures } drops
    }
unit-puff = puffs
    .amount = { $count ->
        [one] { $figures } puff
       *[other] { $figures } puffs
    }
unit-vial = vials
    .amount = { $count ->
        [one] { $figures } vial
       *[other] { $figures } vials
    }
unit-ampoule = ampoules
    .amount = { $count ->
        [one] { $figures } ampoule
       *[other] { $figures } ampoules
    }
