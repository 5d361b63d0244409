"""The live meeting, pure: agenda, clocks, who has spoken, follow-up questions, votes, pulse, depth.

Every value that is kept has ``to_state(value)`` (the members of the meeting's state that hold it, for
``put(review, **to_state(value))``) and a forgiving ``from_state(state)``: data that is unknown or broken
gives the empty value, never an exception. Other members of the state belong to others.
"""
