problem-invalid-cursor = This place in the list is not known
    .detail = The cursor was not given out by this list.
    .remedy = Start the list again without a cursor.
