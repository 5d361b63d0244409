"""The window of the room: it is given a RoomView, and knows nothing else."""
